package dev.sheaf.core.value;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * A rule that a record breaks.
 *
 * @param column name of the column, or empty where the record as a whole is at fault
 * @param rule {@code type}, {@code required}, {@code min}, {@code max}, {@code pattern}, {@code
 *     one_of} or {@code max_length} of a column; or that of a rule for records as a whole
 * @param value the text that broke it, at most {@value #MAX_VALUE_BYTES} bytes of it: the reject
 *     holds or names the whole record
 * @param message for people, one line, without the value
 */
public record Violation(String column, String rule, String value, String message) {
  static final int MAX_VALUE_BYTES = 256;

  public Violation {
    requireNonNull(column);
    requireNonNull(rule);
    requireNonNull(value);
    requireNonNull(message);
  }

  /** The text of a field, for {@link #value}: malformed bytes as U+FFFD, the rest as an ellipsis. */
  public static String excerpt(byte[] bytes, int from, int to) {
    if (to - from <= MAX_VALUE_BYTES) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int end = from + MAX_VALUE_BYTES;
    while (end > from && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8) + "…";
  }
}
