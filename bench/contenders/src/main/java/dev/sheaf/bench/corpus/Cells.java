package dev.sheaf.bench.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sheaf.core.dataset.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Whether a value is what the file holds. */
final class Cells {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Cells() {}

  /**
   * Compares a field of delimited text.
   *
   * @param text as the peer reads it, quoted or not
   */
  static boolean isField(String text, Column column, @Nullable String value) {
    if (value == null) {
      return text.isBlank() || column.nulls().contains(text.strip());
    }
    String word = text.strip();
    return switch (column.type().kind()) {
      case VARCHAR -> value.equals(text);
      case BOOLEAN -> value.equalsIgnoreCase(word);
      case DATE -> value.equals(word);
      case TIMESTAMP -> isMoment(word, value);
      case BIGINT, DOUBLE, DECIMAL -> isNumber(plain(word, column), value);
      case JSON -> isJson(word, value);
    };
  }

  /** Compares a member of a JSON object. */
  static boolean isMember(@Nullable JsonNode node, Column column, @Nullable String value) {
    if (value == null || node == null || node.isNull()) {
      return value == null && (node == null || node.isNull());
    }
    return switch (column.type().kind()) {
      case VARCHAR ->
          node.isTextual() ? value.equals(node.textValue()) : isJson(node.toString(), value);
      case BOOLEAN -> node.isBoolean() && value.equals(node.asText());
      case DATE -> node.isTextual() && value.equals(node.textValue().strip());
      case TIMESTAMP -> node.isTextual() && isMoment(node.textValue().strip(), value);
      case BIGINT, DOUBLE, DECIMAL -> node.isNumber() && isNumber(node.asText(), value);
      case JSON -> isJson(node.toString(), value);
    };
  }

  private static String plain(String text, Column column) {
    Character group = column.grouping();
    String whole = group == null ? text : text.replace(group.toString(), "");
    return whole.replace(column.decimalPoint(), '.');
  }

  /** A double is written with as many digits as the file has. */
  private static boolean isNumber(String text, String value) {
    if (value.endsWith("Infinity") || value.equals("NaN")) {
      return text.toLowerCase().contains(value.substring(value.length() - 3).toLowerCase())
          || text.toLowerCase().contains("inf");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.compareTo(new BigDecimal(value)) == 0) {
        return true;
      }
      MathContext digits = new MathContext(number.precision(), RoundingMode.HALF_EVEN);
      return new BigDecimal(Double.parseDouble(value)).round(digits).compareTo(number) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isMoment(String text, String value) {
    try {
      return utc(text).equals(utc(value));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static LocalDateTime utc(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return LocalDateTime.parse(iso);
    } catch (DateTimeParseException e) {
      String offset = iso.replaceFirst("([+-]\\d\\d)(\\d\\d)?$", "$1:00");
      return OffsetDateTime.parse(iso.matches(".*(Z|:\\d\\d)$") ? iso : offset)
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toLocalDateTime();
    }
  }

  private static boolean isJson(String text, String value) {
    try {
      return JSON.readTree(text).equals(JSON.readTree(value));
    } catch (JsonProcessingException e) {
      return text.equals(value);
    }
  }
}
