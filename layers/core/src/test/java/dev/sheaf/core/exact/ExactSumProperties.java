package dev.sheaf.core.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.aggregate.Cells;
import dev.sheaf.core.aggregate.Rows;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sums and sums of squares, to the last bit, before anything is rounded. */
class ExactSumProperties {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final int MANY = 5000;

  @Property(tries = 500)
  void doublesAreSummedExactly(@ForAll("doubles") List<Double> values) {
    assertThat(number(sums(new DoubleSums(), values)))
        .isEqualByComparingTo(
            values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(number(sums(new DoubleSquares(), values)))
        .isEqualByComparingTo(
            values.stream()
                .map(value -> new BigDecimal(value).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  @Property(tries = 500)
  void longsAreSummedExactly(@ForAll List<Long> values) {
    List<BigInteger> wholes = values.stream().map(BigInteger::valueOf).toList();
    assertThat(sums(LongSums.ofValues(), wholes).sum(0).unscaled()).isEqualTo(sum(wholes, 1));
    assertThat(sums(LongSums.ofSquares(), wholes).sum(0).unscaled()).isEqualTo(sum(wholes, 2));
  }

  @Property(tries = 500)
  void wideDecimalsAreSummedExactly(@ForAll("decimals") List<BigInteger> values) {
    assertThat(sums(DecimalSums.ofValues(), values).sum(0).unscaled()).isEqualTo(sum(values, 1));
    assertThat(sums(DecimalSums.ofSquares(), values).sum(0).unscaled()).isEqualTo(sum(values, 2));
  }

  /** More values than the chunks of a superaccumulator take before carries move, all alike. */
  @Property(tries = 20)
  void manyDoublesOfOneSignDoNotOverflowAChunk(@ForAll("doubles") List<Double> values) {
    for (double value : values) {
      List<Double> many = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        many.add(value);
      }
      BigDecimal exact = new BigDecimal(value);
      assertThat(number(sums(new DoubleSums(), many)))
          .isEqualByComparingTo(exact.multiply(BigDecimal.valueOf(MANY)));
      assertThat(number(sums(new DoubleSquares(), many)))
          .isEqualByComparingTo(exact.pow(2).multiply(BigDecimal.valueOf(MANY)));
    }
  }

  /** Merged with itself again and again, as often as a count of rows can double. */
  @Example
  void nothingOverflowsWith2To62Rows() {
    List<Double> doubles = List.of(Double.MAX_VALUE, Double.MAX_VALUE);
    List<BigInteger> longs = List.of(BigInteger.valueOf(Long.MIN_VALUE));
    List<BigInteger> decimals = List.of(BigInteger.ONE.subtract(BigInteger.TEN.pow(38)));
    assertDoublesWithEachMerge(DoubleSums::new, doubles);
    assertDoublesWithEachMerge(DoubleSquares::new, doubles);
    assertDoublesWithEachMerge(LongSums::ofValues, longs);
    assertDoublesWithEachMerge(LongSums::ofSquares, longs);
    assertDoublesWithEachMerge(DecimalSums::ofValues, decimals);
    assertDoublesWithEachMerge(DecimalSums::ofSquares, decimals);
  }

  private static void assertDoublesWithEachMerge(Supplier<ExactSums> empty, List<?> values) {
    ExactSums sums = sums(empty.get(), values);
    BigDecimal expected = number(sums);
    for (int doubling = 0; doubling < 62; doubling++) {
      StateOutput out = new StateOutput();
      sums.write(0, out);
      merge(sums, out);
      expected = expected.add(expected);
      assertThat(number(sums)).isEqualByComparingTo(expected);
    }
  }

  @Property(tries = 500)
  void partsMergeToTheWhole(@ForAll("doubles") List<Double> values, @ForAll Random random) {
    int cut = random.nextInt(values.size() + 1);
    for (Supplier<ExactSums> empty :
        List.<Supplier<ExactSums>>of(DoubleSums::new, DoubleSquares::new)) {
      StateOutput right = new StateOutput();
      sums(empty.get(), values.subList(cut, values.size())).write(0, right);
      ExactSums merged = sums(empty.get(), values.subList(0, cut));
      merge(merged, right);
      assertThat(written(merged)).isEqualTo(written(sums(empty.get(), values)));
    }
  }

  /** A few bytes, not the 280 of the whole range. */
  @Example
  void aStateIsSmall() {
    assertThat(written(sums(new DoubleSums(), List.of(0.1, 12.5, 1e6))).length).isLessThan(15);
    assertThat(written(sums(new DoubleSquares(), List.of(0.1, 12.5, 1e6))).length).isLessThan(25);
    assertThat(written(sums(LongSums.ofValues(), List.of(BigInteger.TEN))).length).isEqualTo(2);
  }

  @Provide
  Arbitrary<List<Double>> doubles() {
    return Rows.doubles().filter(Double::isFinite).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<BigInteger>> decimals() {
    BigInteger max = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    BigInteger limb = BigInteger.ONE.shiftLeft(64);
    return Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(max.negate(), max),
            Arbitraries.of(max, max.negate(), limb, limb.negate(), limb.subtract(BigInteger.ONE)))
        .list()
        .ofMaxSize(20);
  }

  private static byte[] written(ExactSums sums) {
    StateOutput out = new StateOutput();
    sums.write(0, out);
    return Arrays.copyOf(out.bytes(), out.length());
  }

  private static void merge(ExactSums sums, StateOutput written) {
    StateInput in = new StateInput();
    in.reset(written.bytes(), 0, written.length());
    sums.merge(0, in);
    assertThat(in.hasMore()).isFalse();
  }

  private static ExactSums sums(ExactSums empty, List<?> values) {
    ColumnType type =
        empty instanceof DoubleSums || empty instanceof DoubleSquares
            ? ColumnType.parse("double")
            : empty instanceof LongSums
                ? ColumnType.parse("bigint")
                : ColumnType.parse("decimal(38,0)");
    ColumnVector vector = ColumnVector.of(type, Math.max(1, values.size()));
    for (int row = 0; row < values.size(); row++) {
      Cells.set(vector, row, values.get(row));
    }
    empty.reserve(1);
    empty.add(vector, new int[values.size()], values.size());
    return empty;
  }

  private static BigDecimal number(ExactSums sums) {
    ExactSum sum = sums.sum(0);
    BigDecimal value = new BigDecimal(sum.unscaled());
    return sum.exponent() < 0
        ? value.multiply(HALF.pow(-sum.exponent()))
        : value.multiply(BigDecimal.valueOf(2).pow(sum.exponent()));
  }

  private static BigInteger sum(List<BigInteger> values, int power) {
    return values.stream().map(value -> value.pow(power)).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
