package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;

/** Sums of wide decimals, of at most 38 digits each, or of their squares. */
final class DecimalSums extends LimbSums {
  private final Term term;

  private DecimalSums(int width, Term term) {
    super(width);
    this.term = term;
  }

  /** What a value adds to the sum of its group. */
  private interface Term {
    void add(Limbs limbs, int group, long high, long low);
  }

  /** Of 2^63 values the sum stays below 2^190. */
  public static DecimalSums ofValues() {
    return new DecimalSums(
        3,
        (limbs, group, high, low) -> {
          limbs.addUnsigned(group, 0, low);
          limbs.addSigned(group, 1, high);
        });
  }

  /** A square is below 2^254; of 2^63 squares the sum stays below 2^317. */
  public static DecimalSums ofSquares() {
    return new DecimalSums(5, DecimalSums::addSquare);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
    for (int row = 0; row < rows; row++) {
      if (!decimals.isNull(row)) {
        term.add(limbs, groups[row], decimals.high(row), decimals.low(row));
      }
    }
  }

  private static void addSquare(Limbs limbs, int group, long high, long low) {
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
