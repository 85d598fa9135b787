package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;

/** Sums of values that fit a long, or of their squares. */
final class LongSums extends LimbSums {
  private final Term term;

  private LongSums(int width, Term term) {
    super(width);
    this.term = term;
  }

  /** What a value adds to the sum of its group. */
  private interface Term {
    void add(Limbs limbs, int group, long value);
  }

  /** Of 2^63 values the sum stays below 2^127. */
  public static LongSums ofValues() {
    return new LongSums(2, (limbs, group, value) -> limbs.addSigned(group, 0, value));
  }

  /** Of 2^63 squares the sum stays below 2^190. */
  public static LongSums ofSquares() {
    return new LongSums(
        3,
        (limbs, group, value) -> {
          limbs.addUnsigned(group, 0, value * value);
          limbs.addUnsigned(group, 1, Math.multiplyHigh(value, value));
        });
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.Longs longs = (ColumnVector.Longs) values;
    for (int row = 0; row < rows; row++) {
      if (!longs.isNull(row)) {
        term.add(limbs, groups[row], longs.value(row));
      }
    }
  }
}
