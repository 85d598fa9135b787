package dev.sheaf.core.value;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Wide;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimals, with or without an exponent. Zeros that do not change the value are fine anywhere;
 * any other digit that the column cannot hold is a violation, never rounded.
 */
final class DecimalParser extends ValueParser {
  private static final int EXPONENT_DIGITS = 8;
  private static final int NO_EXPONENT = Integer.MIN_VALUE;

  private final int scale;
  private final int integerDigits;
  private final boolean wide;
  private final String notDecimal;
  private final String tooFine;
  private final String tooLarge;

  private DecimalParser(ColumnType type) {
    this.scale = type.scale();
    this.integerDigits = type.precision() - type.scale();
    this.wide = !type.fitsLong();
    this.notDecimal = "is not a " + type;
    this.tooFine = "has more than %d digits after the point".formatted(scale);
    this.tooLarge = "does not fit a " + type;
  }

  static DecimalParser of(ColumnType type) {
    return new DecimalParser(type);
  }

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    boolean negative = bytes[from] == '-';
    int start = negative || bytes[from] == '+' ? from + 1 : from;
    int integerEnd = Ascii.skipDigits(bytes, start, to);
    int fraction = integerEnd < to && bytes[integerEnd] == '.' ? integerEnd + 1 : integerEnd;
    int end = fraction == integerEnd ? integerEnd : Ascii.skipDigits(bytes, fraction, to);
    int exponent = end == to ? 0 : exponent(bytes, end, to);
    if (integerEnd - start + end - fraction == 0 || exponent == NO_EXPONENT) {
      return notDecimal;
    }
    return wide
        ? parseWide(bytes, start, integerEnd, end, exponent, negative, target, row)
        : parseLong(bytes, start, integerEnd, end, exponent, negative, target, row);
  }

  /**
   * Digit by digit: {@code place} is the power of ten that the digit counts. What lies beyond the
   * column's places must be zeros.
   */
  private @Nullable String parseLong(
      byte[] bytes,
      int start,
      int integerEnd,
      int end,
      int exponent,
      boolean negative,
      ColumnVector target,
      int row) {
    int place = integerEnd - start - 1 + exponent;
    long value = 0;
    for (int i = start; i < end; i++) {
      if (i == integerEnd) {
        continue;
      }
      int digit = bytes[i] - '0';
      if (place >= -scale) {
        if (place >= integerDigits && digit != 0) {
          return tooLarge;
        }
        value = value * 10 + digit;
      } else if (digit != 0) {
        return tooFine;
      }
      place--;
    }
    for (; place >= -scale && value != 0; place--) {
      value *= 10;
    }
    ((ColumnVector.Longs) target).set(row, negative ? -value : value);
    return null;
  }

  private @Nullable String parseWide(
      byte[] bytes,
      int start,
      int integerEnd,
      int end,
      int exponent,
      boolean negative,
      ColumnVector target,
      int row) {
    int place = integerEnd - start - 1 + exponent;
    long high = 0;
    long low = 0;
    for (int i = start; i < end; i++) {
      if (i == integerEnd) {
        continue;
      }
      int digit = bytes[i] - '0';
      if (place >= -scale) {
        if (place >= integerDigits && digit != 0) {
          return tooLarge;
        }
        high = Wide.timesTenHigh(high, low, digit);
        low = low * 10 + digit;
      } else if (digit != 0) {
        return tooFine;
      }
      place--;
    }
    for (; place >= -scale && (high | low) != 0; place--) {
      high = Wide.timesTenHigh(high, low, 0);
      low *= 10;
    }
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) target;
    decimals.set(row, negative ? Wide.negateHigh(high, low) : high, negative ? -low : low);
    return null;
  }

  /** The number after e; held at a size that no sum with a position can overflow. */
  private static int exponent(byte[] bytes, int at, int to) {
    if (bytes[at] != 'e' && bytes[at] != 'E') {
      return NO_EXPONENT;
    }
    boolean negative = at + 1 < to && bytes[at + 1] == '-';
    int start = negative || at + 1 < to && bytes[at + 1] == '+' ? at + 2 : at + 1;
    if (start >= to || Ascii.skipDigits(bytes, start, to) != to) {
      return NO_EXPONENT;
    }
    while (start < to - 1 && bytes[start] == '0') {
      start++;
    }
    int size = to - start > EXPONENT_DIGITS ? 100_000_000 : Ascii.digits(bytes, start, to - start);
    return negative ? -size : size;
  }
}
