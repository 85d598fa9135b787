package dev.sheaf.core.aggregate;

import dev.sheaf.core.record.ColumnVector;

/** Sums of squares of wide decimals, each below 2^254: 2^63 of them stay below 2^317. */
final class DecimalSquares extends LimbSums {
  private static final int WIDTH = 5;

  DecimalSquares() {
    super(WIDTH);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
    for (int row = 0; row < rows; row++) {
      if (!decimals.isNull(row)) {
        add(groups[row], decimals.high(row), decimals.low(row));
      }
    }
  }

  private void add(int group, long high, long low) {
    long sign = high >> 63;
    // The magnitude: two's complement negation where the sign is -1.
    long b = (low ^ sign) - sign;
    long a = (high ^ sign) + (sign != 0 && b == 0 ? 1 : 0);
    // (a 2^64 + b)^2 = a^2 2^128 + 2 a b 2^64 + b^2
    long mixedHigh = unsignedMultiplyHigh(a, b);
    long mixedLow = a * b;
    limbs.addUnsigned(group, 0, b * b);
    limbs.addUnsigned(group, 1, unsignedMultiplyHigh(b, b));
    limbs.addUnsigned(group, 1, mixedLow << 1);
    limbs.addUnsigned(group, 2, (mixedHigh << 1) | (mixedLow >>> 63));
    limbs.addUnsigned(group, 3, mixedHigh >>> 63);
    limbs.addUnsigned(group, 2, a * a);
    limbs.addUnsigned(group, 3, Math.multiplyHigh(a, a));
  }

  /** As {@code Math.unsignedMultiplyHigh} of Java 18. */
  private static long unsignedMultiplyHigh(long x, long y) {
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }
}
