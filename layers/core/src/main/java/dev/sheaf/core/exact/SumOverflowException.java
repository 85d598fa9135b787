package dev.sheaf.core.exact;

import dev.sheaf.core.dataset.ColumnType;

/**
 * A sum of decimals has more digits than any decimal. Its states are sound; without the measure, or
 * with a column of type double, the rows can be summed up.
 */
public final class SumOverflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SumOverflowException(String column, ColumnType type, String group) {
    super(
        "column '%s' of group %s: the sum does not fit %s; declare the column as double, or leave out its sum"
            .formatted(column, group, type));
  }
}
