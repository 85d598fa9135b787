package dev.sheaf.core.aggregate;

import dev.sheaf.core.record.ColumnVector;

/** Sums of squares of values that fit a long: 2^63 of them stay below 2^190. */
final class LongSquares extends LimbSums {
  private static final int WIDTH = 3;

  LongSquares() {
    super(WIDTH);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.Longs longs = (ColumnVector.Longs) values;
    for (int row = 0; row < rows; row++) {
      if (!longs.isNull(row)) {
        long value = longs.value(row);
        limbs.addUnsigned(groups[row], 0, value * value);
        limbs.addUnsigned(groups[row], 1, Math.multiplyHigh(value, value));
      }
    }
  }
}
