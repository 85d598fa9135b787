package dev.sheaf.core.aggregate;

import dev.sheaf.core.record.ColumnVector;

/** Sums of wide decimals, of at most 38 digits each: 2^63 of them stay below 2^190. */
final class DecimalSums extends LimbSums {
  private static final int WIDTH = 3;

  DecimalSums() {
    super(WIDTH);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
    for (int row = 0; row < rows; row++) {
      if (!decimals.isNull(row)) {
        limbs.addUnsigned(groups[row], 0, decimals.low(row));
        limbs.addSigned(groups[row], 1, decimals.high(row));
      }
    }
  }
}
