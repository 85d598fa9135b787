package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a column's values must keep. Bounds and allowed values are compared as values of
 * the column's type: texts by code point, NaN as greater than any number. A pattern is matched
 * against the text as trimmed and in the column's letter case.
 */
final class ValueRules {
  private static final int MIN = 0;
  private static final int MAX = 1;
  private static final int FIRST_ALLOWED = 2;

  private final Column column;
  private final ColumnVector references;
  private final boolean hasMin;
  private final boolean hasMax;
  private final int[] allowed;
  private final @Nullable ValuePattern pattern;
  private final int maxLength;

  private ValueRules(Column column, ValueParser values) {
    this.column = column;
    this.references = ColumnVector.of(column.type(), FIRST_ALLOWED + column.oneOf().size());
    this.hasMin = setReference(values, MIN, "min", column.min());
    this.hasMax = setReference(values, MAX, "max", column.max());
    for (int i = 0; i < column.oneOf().size(); i++) {
      setReference(values, FIRST_ALLOWED + i, "one_of", column.oneOf().get(i));
    }
    this.allowed =
        IntStream.range(FIRST_ALLOWED, FIRST_ALLOWED + column.oneOf().size())
            .boxed()
            .sorted((left, right) -> references.compare(left, references, right))
            .mapToInt(Integer::intValue)
            .toArray();
    this.pattern = compile(column);
    this.maxLength = maxLength(column);
  }

  /**
   * The column's rules, or null where it has none.
   *
   * @throws IllegalArgumentException if a rule makes no sense for the column's type
   */
  static @Nullable ValueRules of(Column column, ValueParser values) {
    boolean none =
        column.min() == null
            && column.max() == null
            && column.pattern() == null
            && column.maxLength() == null
            && column.oneOf().isEmpty();
    return none ? null : new ValueRules(column, values);
  }

  /** The first rule that the value at {@code row}, made from the text at [from, to), breaks. */
  @Nullable Violation check(byte[] bytes, int from, int to, ColumnVector values, int row) {
    String rule = null;
    String message = null;
    if (hasMin && values.compare(row, references, MIN) < 0) {
      rule = "min";
      message = "is below " + column.min();
    } else if (hasMax && values.compare(row, references, MAX) > 0) {
      rule = "max";
      message = "is above " + column.max();
    } else if (allowed.length > 0 && !isAllowed(values, row)) {
      rule = "one_of";
      message = "is not one of the allowed values";
    } else if (pattern != null && !matches(pattern, bytes, from, to, values, row)) {
      rule = "pattern";
      message = "does not match " + column.pattern();
    } else if (maxLength >= 0 && isLonger((ColumnVector.Texts) values, row)) {
      rule = "max_length";
      message = "is longer than %d characters".formatted(maxLength);
    }
    return rule == null || message == null
        ? null
        : new Violation(column.name(), rule, Violation.excerpt(bytes, from, to), message);
  }

  private boolean isAllowed(ColumnVector values, int row) {
    int low = 0;
    int high = allowed.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = values.compare(row, references, allowed[middle]);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }

  private static boolean matches(
      ValuePattern pattern, byte[] bytes, int from, int to, ColumnVector values, int row) {
    String text =
        values instanceof ColumnVector.Texts texts
            ? texts.text(row)
            : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return pattern.matches(text);
  }

  private boolean isLonger(ColumnVector.Texts texts, int row) {
    int length = texts.length(row);
    if (length <= maxLength) {
      return false;
    }
    int start = texts.start(row);
    int characters = 0;
    for (int i = start; i < start + length; i++) {
      characters += (texts.bytes()[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return characters > maxLength;
  }

  private boolean setReference(ValueParser values, int row, String option, @Nullable String text) {
    if (text == null) {
      return false;
    }
    if (column.type().kind() == ColumnType.Kind.JSON) {
      throw new IllegalArgumentException(
          "column '%s': %s is not for type json".formatted(column.name(), option));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean empty = bytes.length == 0 && !column.type().isText();
    String flaw = empty ? "is empty" : values.parse(bytes, 0, bytes.length, references, row);
    if (flaw != null) {
      throw new IllegalArgumentException(
          "column '%s': %s '%s' %s".formatted(column.name(), option, text, flaw));
    }
    return true;
  }

  private static @Nullable ValuePattern compile(Column column) {
    String pattern = column.pattern();
    try {
      return pattern == null ? null : ValuePattern.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column '%s': pattern '%s' %s".formatted(column.name(), pattern, e.getMessage()), e);
    }
  }

  private static int maxLength(Column column) {
    Integer length = column.maxLength();
    if (length == null) {
      return -1;
    }
    if (length < 0 || !column.type().isText()) {
      throw new IllegalArgumentException(
          "column '%s': max_length %d is for texts, and 0 or more"
              .formatted(column.name(), length));
    }
    return length;
  }
}
