package dev.sheaf.core.row;

import java.math.BigInteger;

/** 128-bit two's complement arithmetic on pairs of longs. */
public final class Wide {
  private static final long TENTH_OF_TWO_TO_64 = 1_844_674_407_370_955_161L;
  private static final int TWO_TO_64_MOD_TEN = 6;

  private Wide() {}

  /** The high half of {@code value * 10 + digit}; the low half is {@code low * 10 + digit}. */
  public static long timesTenHigh(long high, long low, int digit) {
    long carry = Math.multiplyHigh(low, 10) + (low < 0 ? 10 : 0);
    long product = low * 10;
    return high * 10 + carry + (Long.compareUnsigned(product + digit, product) < 0 ? 1 : 0);
  }

  /** The high half of {@code -value}; the low half is {@code -low}. */
  public static long negateHigh(long high, long low) {
    return low == 0 ? -high : ~high;
  }

  /** The last decimal digit of a value that is not negative. */
  static int lastDigit(long high, long low) {
    return (int) ((high % 10 * TWO_TO_64_MOD_TEN + Long.remainderUnsigned(low, 10)) % 10);
  }

  /** The low half of a tenth, rounded down, of a value that is not negative; the high half is {@code high / 10}. */
  static long tenthLow(long high, long low) {
    long rest = high % 10;
    long carried = rest * TWO_TO_64_MOD_TEN + Long.remainderUnsigned(low, 10);
    return rest * TENTH_OF_TWO_TO_64 + Long.divideUnsigned(low, 10) + carried / 10;
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }

  public static BigInteger toBigInteger(long high, long low) {
    BigInteger value = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    return value.add(new BigInteger(Long.toUnsignedString(low)));
  }
}
