package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;

/**
 * Sums of squares of the finite doubles, in units of the least double's square. The square of a
 * 53-bit significand is a whole number of 106 bits, so no exponent is too great or too small for it.
 */
final class DoubleSquares implements ExactSums {
  private static final int UNIT_EXPONENT = 2 * DoubleSums.UNIT_EXPONENT;
  private static final long CHUNK_MASK = 0xFFFF_FFFFL;

  /** 2148 + 2048 bits, 63 for as many values, and a sign. */
  private static final int MAX_BYTES = 533;

  private final Superaccumulators squares = new Superaccumulators(MAX_BYTES);

  @Override
  public void reserve(int groups) {
    squares.reserve(groups);
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.Doubles doubles = (ColumnVector.Doubles) values;
    for (int row = 0; row < rows; row++) {
      if (!doubles.isNull(row)) {
        add(groups[row], Double.doubleToRawLongBits(doubles.value(row)));
      }
    }
  }

  private void add(int group, long bits) {
    int exponent = (int) (bits >>> DoubleSums.FRACTION_BITS) & DoubleSums.EXPONENT;
    long significand = DoubleSums.significand(bits, exponent);
    if (significand == 0 || exponent == DoubleSums.EXPONENT) {
      return;
    }
    int position = 2 * DoubleSums.position(exponent);
    int shift = position & (Superaccumulators.CHUNK_BITS - 1);
    int chunk = position >>> Superaccumulators.POSITION_SHIFT;
    long high = Math.multiplyHigh(significand, significand);
    long low = significand * significand;
    long lowest = low << shift;
    long middle = (high << shift) | (low >>> 1 >>> (63 - shift));
    squares.add(group, chunk, lowest & CHUNK_MASK, lowest >>> Superaccumulators.CHUNK_BITS);
    squares.add(
        group, chunk + 2, middle & CHUNK_MASK, high >>> (Superaccumulators.CHUNK_BITS - shift));
  }

  @Override
  public ExactSum sum(int group) {
    ExactSum sum = squares.sum(group);
    return new ExactSum(sum.unscaled(), sum.exponent() + UNIT_EXPONENT);
  }

  @Override
  public void merge(int group, StateInput in) {
    squares.merge(group, in);
  }

  @Override
  public void write(int group, StateOutput out) {
    squares.write(group, out);
  }

  @Override
  public void clear(int group) {
    squares.clear(group);
  }

  @Override
  public long heapBytes() {
    return squares.heapBytes();
  }
}
