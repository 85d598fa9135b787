package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/** Arbitrary rows of every type that groups or measures can have, and aggregations of them. */
public class Rows extends DomainContextBase {
  static final RowSchema SCHEMA =
      Cells.schema(
          "flag boolean",
          "N bigint",
          "x double",
          "price decimal(18,3)",
          "huge decimal(38,5)",
          "day date",
          "moment timestamp",
          "text varchar",
          "nested json");

  private static final BigInteger MAX_HUGE = BigInteger.TEN.pow(37);
  private static final BigInteger MAX_PRICE = BigInteger.TEN.pow(18).subtract(BigInteger.ONE);

  /** Some rows, and what to make of them. */
  record Case(Aggregation aggregation, List<List<@Nullable Object>> rows) {
    States states() {
      return new States(SCHEMA, aggregation);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(groupBys(), rows().list().ofMaxSize(30))
        .as((groupBy, rows) -> new Case(new Aggregation(groupBy, allMeasures()), rows));
  }

  /** Every measure that a column has, of every column. */
  static List<Aggregation.Measured> allMeasures() {
    return SCHEMA.fields().stream()
        .map(field -> new Aggregation.Measured(field.name(), Measure.of(field.type())))
        .toList();
  }

  private static Arbitrary<List<String>> groupBys() {
    return Arbitraries.of("flag", "n", "x", "price", "huge", "day", "moment", "text")
        .list()
        .uniqueElements()
        .ofMaxSize(3);
  }

  private static Arbitrary<List<@Nullable Object>> rows() {
    return Combinators.combine(SCHEMA.fields().stream().map(field -> cells(field.type())).toList())
        .as(cells -> cells);
  }

  /** Mostly of a few values, so that groups have rows. */
  private static Arbitrary<@Nullable Object> cells(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> few(whole(0, 1), whole(0, 1));
      case BIGINT -> few(whole(-1, 1), whole(Long.MIN_VALUE, Long.MAX_VALUE));
      case DECIMAL ->
          type.fitsLong()
              ? few(whole(-1, 1), wholes(MAX_PRICE))
              : few(whole(-1, 1), wholes(MAX_HUGE));
      case DATE -> few(whole(0, 1), whole(-719_162, 2_932_896));
      case TIMESTAMP ->
          few(whole(-1, 0), whole(-62_135_596_800_000_000L, 253_402_300_799_999_999L));
      case DOUBLE -> few(Arbitraries.of(0.0, -0.0, 0.1, 1.5), doubles());
      case VARCHAR ->
          few(
              Arbitraries.of("", "a", "\0", "a\0", "a\0\1", "b"),
              Arbitraries.strings().ofMaxLength(9));
      case JSON -> few(Arbitraries.of("[1]"), Arbitraries.of("{}"));
    };
  }

  private static Arbitrary<@Nullable Object> few(Arbitrary<?> usual, Arbitrary<?> any) {
    return Arbitraries.frequencyOf(Tuple.of(3, usual), Tuple.of(2, any))
        .<Object>map(value -> value)
        .injectNull(0.15);
  }

  /** Of all magnitudes, and such that cancel and round to each other's neighbours. */
  public static Arbitrary<Double> doubles() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite)),
        Tuple.of(3, Arbitraries.integers().between(-500, 500).map(n -> n / 100.0)),
        Tuple.of(2, Arbitraries.integers().between(-1074, 1023).map(n -> Math.scalb(1.0, n))),
        Tuple.of(
            2,
            Arbitraries.of(
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                1e16,
                1.0,
                -1e16)),
        Tuple.of(
            1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
  }

  private static Arbitrary<BigInteger> whole(long min, long max) {
    return Arbitraries.longs().between(min, max).map(BigInteger::valueOf);
  }

  private static Arbitrary<BigInteger> wholes(BigInteger max) {
    return Arbitraries.bigIntegers().between(max.negate(), max);
  }
}
