package dev.sheaf.engine.result;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a {@link RowCursor} as text, in the notation of {@link
 * dev.sheaf.core.value.ValueText}. Doubles are the shortest text that reads back as the same.
 */
public final class ValueTexts {
  private ValueTexts() {}

  /** The text of a value; {@code NULL} for null. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Double number) {
      return NumberOutput.toString(number, true);
    }
    if (value instanceof Float number) {
      return NumberOutput.toString(number, true);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof LocalDateTime time) {
      return timestamp(time);
    }
    if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    if (value instanceof JsonValue json) {
      return json.text();
    }
    return value instanceof List || value instanceof Map
        ? JsonValues.text(value)
        : value.toString();
  }

  private static String timestamp(LocalDateTime time) {
    StringBuilder text = new StringBuilder(27).append(time.toLocalDate()).append('T');
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    if (time.getNano() != 0) {
      String nanos = Integer.toString(1_000_000_000 + time.getNano());
      boolean micros = nanos.endsWith("000");
      text.append('.').append(nanos, 1, micros ? 7 : 10);
    }
    return text.append('Z').toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
