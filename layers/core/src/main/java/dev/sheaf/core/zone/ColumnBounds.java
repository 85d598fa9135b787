package dev.sheaf.core.zone;

import dev.sheaf.core.dataset.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Between which values all values of a column of a part lie: exactly, but for very long texts.
 *
 * @param column as the part names it
 * @param nulls rows where the column is NULL
 * @param min the least value; null if there are none but NULLs
 * @param max the greatest value; null if {@code min} is
 */
public record ColumnBounds(
    String column, ColumnType type, long nulls, @Nullable Bound min, @Nullable Bound max) {
  /** A text of more bytes is cut. */
  public static final int MAX_TEXT_BYTES = 1024;

  /**
   * One end.
   *
   * @param text canonical ({@link dev.sheaf.core.value.ValueText}); null: no text of {@value
   *     ColumnBounds#MAX_TEXT_BYTES} bytes is above all values
   * @param exact whether it is a value of the column. Else the values are texts, and it is the beginning
   *     of the least, or a text above the greatest
   */
  public record Bound(@Nullable String text, boolean exact) {
    public Bound {
      if (text == null && exact) {
        throw new IllegalArgumentException("a bound that is a value has a text");
      }
    }
  }

  public ColumnBounds {
    if (nulls < 0 || (min == null) != (max == null) || min != null && min.text() == null) {
      throw new IllegalArgumentException(
          "column '%s' of %d nulls between %s and %s".formatted(column, nulls, min, max));
    }
  }
}
