package dev.sheaf.bench.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jackson's databind: every line a Map, decimals exact, then the type of each value checked. */
final class JacksonContender implements Contender {
  private static final ObjectReader MAPS =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(new TypeReference<Map<String, Object>>() {});

  private long checked;

  @Override
  public Answer read(Path file) throws Exception {
    Sums sums = new Sums();
    long rows = 0;
    long rejects = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (take(line, sums)) {
          rows++;
        } else {
          rejects++;
        }
      }
    }
    return new Answer(rows, rejects, sums.means(), "checksum " + checked);
  }

  private boolean take(String line, Sums sums) {
    try {
      Map<String, Object> order = MAPS.readValue(line);
      long sum = whole(order.get("order_id"));
      sum += LocalDateTime.parse(text(order.get("placed_at"))).getSecond();
      sum += whole(order.get("customer_id"));
      sum += whole(order.get("quantity"));
      sum += LocalDate.parse(text(order.get("shipped_on"))).getDayOfMonth();
      Object note = order.get("note");
      sum += note == null ? 0 : text(note).length();
      sums.add(text(order.get("category")), Sums.cents(price(order.get("price"))));
      checked += sum;
      return true;
    } catch (JsonProcessingException
        | DateTimeParseException
        | ClassCastException
        | ArithmeticException e) {
      return false;
    }
  }

  private static long whole(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new ClassCastException("not a whole number");
  }

  private static BigDecimal price(@Nullable Object value) {
    return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(whole(value));
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      throw new ClassCastException("no value");
    }
    return (String) value;
  }
}
