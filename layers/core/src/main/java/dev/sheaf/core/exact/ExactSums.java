package dev.sheaf.core.exact;

import dev.sheaf.core.dataset.ColumnType;

/** States that are sums, known to the last bit. */
public interface ExactSums extends GroupStates {

  /** The sum of the group; of doubles, that of the finite ones. */
  ExactSum sum(int group);

  /** Whether a value of the group is not finite, so that {@link #notFinite} is its sum. */
  default boolean hasNotFinite(int group) {
    return false;
  }

  /**
   * NaN if there is one, or infinities of both signs; else the infinity.
   *
   * @throws IllegalStateException if all values of the group are finite
   */
  default double notFinite(int group) {
    throw new IllegalStateException("all values of group %d are finite".formatted(group));
  }

  /** Sums of the values of a column of numbers. */
  static ExactSums of(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DOUBLE) {
      return new DoubleSums();
    }
    return type.fitsLong() ? LongSums.ofValues() : DecimalSums.ofValues();
  }

  /** Sums of the squares of such values. */
  static ExactSums ofSquares(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DOUBLE) {
      return new DoubleSquares();
    }
    return type.fitsLong() ? LongSums.ofSquares() : DecimalSums.ofSquares();
  }
}
