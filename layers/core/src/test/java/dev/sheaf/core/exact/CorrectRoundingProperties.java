package dev.sheaf.core.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.aggregate.Fold;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CorrectRoundingProperties {

  @Property(tries = 3000)
  void quotientsAreNearest(
      @ForAll("wholes") BigInteger numerator,
      @ForAll("wholes") BigInteger denominator,
      @ForAll @IntRange(min = -1200, max = 1100) int exponent) {
    BigInteger divisor = denominator.abs().max(BigInteger.ONE);
    double nearest = CorrectRounding.quotient(numerator, divisor, exponent);
    assertIsNearest(numerator.abs(), divisor, exponent, Math.abs(nearest), 1);
    assertThat(Math.signum(nearest)).isIn((double) numerator.signum(), 0.0);
    assertThat(Double.doubleToRawLongBits(nearest)).isNotEqualTo(Long.MIN_VALUE);
  }

  @Property(tries = 3000)
  void rootsAreNearest(
      @ForAll("wholes") BigInteger numerator,
      @ForAll("wholes") BigInteger denominator,
      @ForAll @IntRange(min = -2400, max = 2200) int exponent) {
    BigInteger divisor = denominator.abs().max(BigInteger.ONE);
    double nearest = CorrectRounding.squareRoot(numerator.abs(), divisor, exponent);
    assertIsNearest(numerator.abs(), divisor, exponent, nearest, 2);
  }

  /** Squares of a double plus or minus a grain: the root is the double. */
  @Property(tries = 1000)
  void rootsOfSquaresAreExact(@ForAll @IntRange(min = 1) int root, @ForAll("grains") int grain) {
    BigInteger square =
        BigInteger.valueOf(root).pow(2).shiftLeft(200).add(BigInteger.valueOf(grain));
    assertThat(CorrectRounding.squareRoot(square, BigInteger.ONE, -200)).isEqualTo(root);
  }

  @Example
  void tiesGoToEvenAndTheLimitsHold() {
    BigInteger two53 = BigInteger.ONE.shiftLeft(53);
    assertThat(quotient(two53.add(BigInteger.ONE), 0)).isEqualTo(0x1p53);
    assertThat(quotient(two53.add(BigInteger.valueOf(3)), 0)).isEqualTo(0x1p53 + 4);
    assertThat(quotient(BigInteger.ONE, -1075)).isZero();
    assertThat(quotient(BigInteger.valueOf(3), -1076)).isEqualTo(Double.MIN_VALUE);
    assertThat(quotient(BigInteger.valueOf(-3), -1075)).isEqualTo(-2 * Double.MIN_VALUE);
    BigInteger beyond = BigInteger.ONE.shiftLeft(54).subtract(BigInteger.ONE);
    assertThat(quotient(beyond, 970)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(quotient(beyond.subtract(BigInteger.ONE), 970)).isEqualTo(Double.MAX_VALUE);
    assertThat(Double.doubleToRawLongBits(quotient(BigInteger.ZERO, 5))).isZero();
    assertThat(CorrectRounding.squareRoot(BigInteger.ZERO, BigInteger.TEN, 5)).isZero();
  }

  @Provide
  Arbitrary<BigInteger> wholes() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers()
            .between(BigInteger.ONE.shiftLeft(300).negate(), BigInteger.ONE.shiftLeft(300)),
        Arbitraries.longs().map(BigInteger::valueOf),
        Arbitraries.longs()
            .map(n -> BigInteger.valueOf(n).shiftLeft(90).add(BigInteger.valueOf(n % 2))));
  }

  @Provide
  Arbitrary<Integer> grains() {
    return Arbitraries.integers().between(-1, 1);
  }

  private static double quotient(BigInteger numerator, int exponent) {
    return CorrectRounding.quotient(numerator, BigInteger.ONE, exponent);
  }

  /** The number lies between the powers of the middles to the two doubles beside the result. */
  private static void assertIsNearest(
      BigInteger numerator, BigInteger divisor, int exponent, double nearest, int power) {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal number = new BigDecimal(numerator);
    BigDecimal unit = new BigDecimal(divisor);
    number = exponent > 0 ? number.multiply(two.pow(exponent)) : number;
    unit = exponent < 0 ? unit.multiply(two.pow(-exponent)) : unit;
    boolean even = (Double.doubleToLongBits(nearest) & 1) == 0;
    if (nearest > 0) {
      BigDecimal below = Fold.middle(Math.nextDown(nearest), nearest).pow(power).multiply(unit);
      assertThat(number.compareTo(below)).isGreaterThanOrEqualTo(even ? 0 : 1);
    }
    if (nearest < Double.POSITIVE_INFINITY) {
      BigDecimal above = Fold.middle(nearest, Math.nextUp(nearest)).pow(power).multiply(unit);
      assertThat(number.compareTo(above)).isLessThanOrEqualTo(even ? 0 : -1);
    }
  }
}
