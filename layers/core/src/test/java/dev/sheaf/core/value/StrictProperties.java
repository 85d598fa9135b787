package dev.sheaf.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StrictProperties {
  private final FieldParser parser =
      FieldParser.of(
          Column.of("c", ColumnType.parse("double")).withInference(Column.Inference.FROM_VALUES));
  private final ColumnVector.Doubles target =
      (ColumnVector.Doubles) ColumnVector.of(ColumnType.parse("double"), 1);

  @Property(tries = 3000)
  void aDoubleIsTakenIfItsDigitsAreThoseOfTheText(@ForAll("numbers") BigDecimal number) {
    String text = number.toPlainString();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    Violation violation = parser.parse(bytes, 0, bytes.length, Quoting.UNQUOTED, target, 0);

    BigDecimal stored = new BigDecimal(Double.parseDouble(text));
    MathContext digits = new MathContext(new BigDecimal(text).precision(), RoundingMode.HALF_EVEN);
    assertThat(violation == null).as(text).isEqualTo(stored.round(digits).compareTo(number) == 0);
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    Arbitrary<BigInteger> digits =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(14), BigInteger.TEN.pow(20))
                .withDistribution(net.jqwik.api.RandomDistribution.uniform()),
            Arbitraries.longs()
                .between(100_000_000_000_000L, Long.MAX_VALUE)
                .map(BigInteger::valueOf));
    Arbitrary<BigDecimal> any =
        Combinators.combine(digits, Arbitraries.integers().between(0, 25)).as(BigDecimal::new);
    Arbitrary<BigDecimal> printed =
        Arbitraries.doubles().between(-1e9, 1e9).ofScale(12).map(BigDecimal::valueOf);
    return Arbitraries.oneOf(any, any.map(BigDecimal::negate), printed);
  }
}
