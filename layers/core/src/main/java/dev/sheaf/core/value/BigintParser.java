package dev.sheaf.core.value;

import dev.sheaf.core.row.ColumnVector;
import org.jspecify.annotations.Nullable;

/** An optional sign and digits, within 64 bits. */
final class BigintParser extends ValueParser {
  private static final int SAFE_DIGITS = 18;

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    boolean negative = bytes[from] == '-';
    int start = negative || bytes[from] == '+' ? from + 1 : from;
    if (start == to) {
      return "is not a bigint";
    }
    if (to - start > SAFE_DIGITS) {
      return parseLong(bytes, start, to, negative, (ColumnVector.Longs) target, row);
    }
    long value = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return "is not a bigint";
      }
      value = value * 10 + digit;
    }
    ((ColumnVector.Longs) target).set(row, negative ? -value : value);
    return null;
  }

  /** Counts downwards, for there is one more negative number than there are positive ones. */
  private static @Nullable String parseLong(
      byte[] bytes, int start, int to, boolean negative, ColumnVector.Longs target, int row) {
    if (Ascii.skipDigits(bytes, start, to) != to) {
      return "is not a bigint";
    }
    long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
    long value = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (value < limit / 10 || value * 10 < limit + digit) {
        return "does not fit a bigint (64 bits)";
      }
      value = value * 10 - digit;
    }
    target.set(row, negative ? value : -value);
    return null;
  }
}
