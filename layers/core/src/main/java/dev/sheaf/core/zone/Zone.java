package dev.sheaf.core.zone;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.ValueParser;
import dev.sheaf.core.value.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Between which values the values of a column lie. Texts longer than {@value #MAX_TEXT_BYTES} bytes
 * are cut: a minimum to its beginning, a maximum to a beginning that is greater.
 *
 * @param nulls rows where the column is NULL
 * @param min canonical text ({@link ValueText}) of a value that no other is below; null if there
 *     are none but NULLs
 * @param max canonical text of a value that no other is above; null if {@code min} is, or if there
 *     is no bound
 */
public record Zone(ColumnType type, long nulls, @Nullable String min, @Nullable String max) {
  /** The most bytes of a text that are kept. */
  public static final int MAX_TEXT_BYTES = 24;

  public Zone {
    if (nulls < 0 || min == null && max != null) {
      throw new IllegalArgumentException(
          "zone of %d nulls between %s and %s".formatted(nulls, min, max));
    }
  }

  /**
   * The zone of both columns' values together. Associative and commutative.
   *
   * @param other of the same type
   */
  public Zone merge(Zone other) {
    if (!type.equals(other.type)) {
      throw new IllegalArgumentException("zones of types %s and %s".formatted(type, other.type));
    }
    long sum = nulls + other.nulls;
    if (min == null) {
      return new Zone(type, sum, other.min, other.max);
    }
    if (other.min == null) {
      return new Zone(type, sum, min, max);
    }
    String least = compare(min, other.min) <= 0 ? min : other.min;
    if (max == null || other.max == null) {
      return new Zone(type, sum, least, null);
    }
    return new Zone(type, sum, least, compare(max, other.max) >= 0 ? max : other.max);
  }

  /** Whether all values are certain to be the same. */
  public boolean holdsOneValue() {
    return min != null && min.equals(max);
  }

  /** Whether a value of this canonical text may be among the column's. */
  public boolean mayHold(String value) {
    return min != null && compare(min, value) <= 0 && (max == null || compare(value, max) <= 0);
  }

  /** The order of canonical texts of a type: that of their values. */
  public static Comparator<String> order(ColumnType type) {
    return (left, right) -> {
      ColumnVector values = ColumnVector.of(type, 2);
      set(type, values, 0, left);
      set(type, values, 1, right);
      return values.compare(0, values, 1);
    };
  }

  private int compare(String left, String right) {
    return order(type).compare(left, right);
  }

  private static void set(ColumnType type, ColumnVector values, int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (values instanceof ColumnVector.Texts texts) {
      texts.append(row, bytes, 0, bytes.length);
      return;
    }
    String flaw =
        ValueParser.of(Column.of("zone", type)).parse(bytes, 0, bytes.length, values, row);
    if (flaw != null) {
      throw new IllegalArgumentException("zone bound '%s' %s".formatted(text, flaw));
    }
  }
}
