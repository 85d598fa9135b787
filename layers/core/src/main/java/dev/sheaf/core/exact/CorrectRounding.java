package dev.sheaf.core.exact;

import java.math.BigInteger;

/** Doubles nearest to exact numbers: rounded once, ties to even, subnormals included. */
public final class CorrectRounding {
  /** More than the 53 bits of a double and the one that rounds it. */
  private static final int WORKING_BITS = 62;

  private static final int PRECISION = 53;
  private static final int MIN_EXPONENT = -1074;

  private CorrectRounding() {}

  /** The double nearest to {@code numerator / denominator * 2^exponent}; never -0.0. */
  public static double quotient(BigInteger numerator, BigInteger denominator, int exponent) {
    BigInteger magnitude = numerator.abs();
    int shift = WORKING_BITS - magnitude.bitLength() + denominator.bitLength();
    BigInteger[] parts = divide(magnitude, denominator, shift);
    double rounded = round(parts[0], parts[1].signum(), exponent - shift);
    // 0.0 - 0.0 is 0.0, where -0.0 would be a second zero.
    return numerator.signum() < 0 ? 0.0 - rounded : rounded;
  }

  /**
   * The double nearest to the square root of {@code numerator / denominator * 2^exponent}, which is
   * not negative.
   */
  static double squareRoot(BigInteger numerator, BigInteger denominator, int exponent) {
    int shift = 2 * WORKING_BITS - numerator.bitLength() + denominator.bitLength();
    shift += (exponent - shift) & 1;
    BigInteger[] parts = divide(numerator, denominator, shift);
    // The whole part of a root is that of the root of the whole part.
    BigInteger[] root = parts[0].sqrtAndRemainder();
    return round(root[0], parts[1].signum() | root[1].signum(), (exponent - shift) / 2);
  }

  /** Whole part and remainder of {@code numerator * 2^shift / denominator}. */
  private static BigInteger[] divide(BigInteger numerator, BigInteger denominator, int shift) {
    return numerator
        .shiftLeft(Math.max(shift, 0))
        .divideAndRemainder(denominator.shiftLeft(Math.max(-shift, 0)));
  }

  /**
   * The double nearest to a number between {@code whole} and {@code whole + 1}, times 2^exponent.
   *
   * @param whole of more bits than a double has, or 0
   * @param rest 0 if the number is {@code whole}, 1 if it is more
   */
  private static double round(BigInteger whole, int rest, int exponent) {
    int bits = whole.bitLength();
    int kept = Math.min(PRECISION, bits + exponent - MIN_EXPONENT);
    if (bits == 0 || kept < 0) {
      return 0.0;
    }
    int half = bits - kept - 1;
    long significand = whole.shiftRight(half + 1).longValueExact();
    boolean isAbove = rest != 0 || whole.getLowestSetBit() < half;
    if (whole.testBit(half) && (isAbove || (significand & 1) != 0)) {
      significand++;
    }
    return Math.scalb((double) significand, exponent + half + 1);
  }
}
