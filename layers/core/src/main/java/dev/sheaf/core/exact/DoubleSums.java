package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;
import java.util.Arrays;

/** Sums of doubles, in units of the least double. NaN and infinities are noted apart. */
final class DoubleSums implements ExactSums {
  /** The least double is 2 to the power of this. */
  static final int UNIT_EXPONENT = -1074;

  static final int FRACTION_BITS = 52;
  static final long FRACTION = (1L << FRACTION_BITS) - 1;
  static final int EXPONENT = 0x7FF;

  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 4;
  private static final int ALL_SPECIAL = NAN | POSITIVE_INFINITY | NEGATIVE_INFINITY;

  /** 1074 + 1024 bits, 63 for as many values, and a sign. */
  private static final int MAX_BYTES = 271;

  private final Superaccumulators finite = new Superaccumulators(MAX_BYTES);
  private byte[] specials = {};

  @Override
  public void reserve(int groups) {
    finite.reserve(groups);
    if (groups > specials.length) {
      specials = Arrays.copyOf(specials, Capacity.grown(specials.length, groups));
    }
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
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT;
    if (exponent == EXPONENT) {
      specials[group] |= (byte) special(bits);
      return;
    }
    long significand = significand(bits, exponent);
    if (significand == 0) {
      return;
    }
    int position = position(exponent);
    int shift = position & (Superaccumulators.CHUNK_BITS - 1);
    long sign = bits >> 63;
    long low = (significand << shift) & 0xFFFF_FFFFL;
    long high = significand >>> (Superaccumulators.CHUNK_BITS - shift);
    finite.add(
        group,
        position >>> Superaccumulators.POSITION_SHIFT,
        (low ^ sign) - sign,
        (high ^ sign) - sign);
  }

  /** A double's significand as a whole number: with the bit that is not stored. */
  static long significand(long bits, int exponent) {
    return (bits & FRACTION) | (exponent == 0 ? 0 : 1L << FRACTION_BITS);
  }

  /** How far the significand is shifted against the least double. */
  static int position(int exponent) {
    return exponent == 0 ? 0 : exponent - 1;
  }

  private static int special(long bits) {
    if ((bits & FRACTION) != 0) {
      return NAN;
    }
    return bits < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
  }

  @Override
  public boolean hasNotFinite(int group) {
    return specials[group] != 0;
  }

  @Override
  public double notFinite(int group) {
    return switch (specials[group]) {
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  @Override
  public ExactSum sum(int group) {
    ExactSum sum = finite.sum(group);
    return new ExactSum(sum.unscaled(), sum.exponent() + UNIT_EXPONENT);
  }

  @Override
  public void merge(int group, StateInput in) {
    specials[group] |= (byte) in.length(ALL_SPECIAL);
    finite.merge(group, in);
  }

  @Override
  public void write(int group, StateOutput out) {
    out.putCount(specials[group]);
    finite.write(group, out);
  }

  @Override
  public void clear(int group) {
    specials[group] = 0;
    finite.clear(group);
  }

  @Override
  public long heapBytes() {
    return finite.heapBytes() + specials.length;
  }
}
