package dev.sheaf.core.aggregate;

import dev.sheaf.core.record.ColumnVector;

/** Sums of values that fit a long: 2^63 of them stay below 2^127. */
final class LongSums extends LimbSums {
  private static final int WIDTH = 2;

  LongSums() {
    super(WIDTH);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.Longs longs = (ColumnVector.Longs) values;
    for (int row = 0; row < rows; row++) {
      if (!longs.isNull(row)) {
        limbs.addSigned(groups[row], 0, longs.value(row));
      }
    }
  }
}
