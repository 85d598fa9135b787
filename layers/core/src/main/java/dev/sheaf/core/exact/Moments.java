package dev.sheaf.core.exact;

import java.math.BigInteger;

/** Mean, variance and standard deviation from exact sums, each rounded once. */
public final class Moments {
  private Moments() {}

  /**
   * The mean of some values.
   *
   * @param count of the values, at least 1
   * @param scale of the decimals that the values are; 0 of others
   */
  public static double mean(long count, ExactSum sum, int scale) {
    return CorrectRounding.quotient(
        sum.unscaled(),
        BigInteger.valueOf(count).multiply(BigInteger.TEN.pow(scale)),
        sum.exponent());
  }

  /**
   * The variance of a sample.
   *
   * @param count of the values, at least 2
   */
  public static double variance(long count, ExactSum sum, ExactSum squares, int scale) {
    ExactSum deviations = deviations(count, sum, squares);
    return CorrectRounding.quotient(
        deviations.unscaled(), divisor(count, scale), deviations.exponent());
  }

  /** The square root of the same variance before it is rounded. */
  public static double deviation(long count, ExactSum sum, ExactSum squares, int scale) {
    ExactSum deviations = deviations(count, sum, squares);
    return CorrectRounding.squareRoot(
        deviations.unscaled(), divisor(count, scale), deviations.exponent());
  }

  /** {@code n} times the sum of squared deviations from the mean: {@code n sum(x^2) - sum(x)^2}. */
  private static ExactSum deviations(long count, ExactSum sum, ExactSum squares) {
    BigInteger minuend = squares.unscaled().multiply(BigInteger.valueOf(count));
    BigInteger subtrahend = sum.unscaled().multiply(sum.unscaled());
    int exponent = Math.min(squares.exponent(), 2 * sum.exponent());
    return new ExactSum(
        minuend
            .shiftLeft(squares.exponent() - exponent)
            .subtract(subtrahend.shiftLeft(2 * sum.exponent() - exponent)),
        exponent);
  }

  /** {@code n (n - 1)}, and the decimal point of squares. */
  private static BigInteger divisor(long count, int scale) {
    return BigInteger.valueOf(count)
        .multiply(BigInteger.valueOf(count - 1))
        .multiply(BigInteger.TEN.pow(2 * scale));
  }
}
