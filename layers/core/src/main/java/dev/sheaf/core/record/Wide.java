package dev.sheaf.core.record;

import java.math.BigInteger;

/** 128-bit two's complement arithmetic on pairs of longs. */
final class Wide {

  private Wide() {}

  /** The high half of {@code value * 10 + digit}; the low half is {@code low * 10 + digit}. */
  static long timesTenHigh(long high, long low, int digit) {
    long carry = Math.multiplyHigh(low, 10) + (low < 0 ? 10 : 0);
    long product = low * 10;
    return high * 10 + carry + (Long.compareUnsigned(product + digit, product) < 0 ? 1 : 0);
  }

  /** The high half of {@code -value}; the low half is {@code -low}. */
  static long negateHigh(long high, long low) {
    return low == 0 ? -high : ~high;
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }

  static BigInteger toBigInteger(long high, long low) {
    BigInteger value = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    return value.add(new BigInteger(Long.toUnsignedString(low)));
  }
}
