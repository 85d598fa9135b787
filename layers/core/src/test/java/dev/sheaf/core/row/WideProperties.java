package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Against BigInteger. */
final class WideProperties {
  @Property(tries = 2000)
  void aValueIsItsTenthAndItsLastDigit(@ForAll @LongRange(min = 0) long high, @ForAll long low) {
    BigInteger[] parts = Wide.toBigInteger(high, low).divideAndRemainder(BigInteger.TEN);

    assertThat(Wide.lastDigit(high, low)).isEqualTo(parts[1].intValue());
    assertThat(Wide.toBigInteger(high / 10, Wide.tenthLow(high, low))).isEqualTo(parts[0]);
  }
}
