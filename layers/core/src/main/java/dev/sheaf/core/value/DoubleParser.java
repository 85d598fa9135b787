package dev.sheaf.core.value;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.sheaf.core.row.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Decimal floating point, rounded to the nearest double; NaN, Infinity and inf in any case. A number
 * that is greater than any double, or so small that only zero is left of it, is a violation.
 */
final class DoubleParser extends ValueParser {
  private static final String FLAW = "is not a double";
  private static final String OUT_OF_RANGE = "does not fit a double (64 bits)";

  /** Integers below 2^53 and these powers are exact, so one division rounds once (Clinger 1990). */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int EXACT_DIGITS = 15;

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    boolean negative = bytes[from] == '-';
    int start = negative || bytes[from] == '+' ? from + 1 : from;
    int point = -1;
    long digits = 0;
    int end = start;
    for (; end < to; end++) {
      int digit = bytes[end] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (bytes[end] == '.' && point < 0) {
        point = end;
      } else {
        break;
      }
    }
    int count = end - start - (point < 0 ? 0 : 1);
    ColumnVector.Doubles doubles = (ColumnVector.Doubles) target;
    if (count == 0) {
      return parseWord(bytes, start, to, negative, doubles, row);
    }
    if (end == to && count <= EXACT_DIGITS) {
      double value = point < 0 ? digits : digits / EXACT_POWERS[to - point - 1];
      doubles.set(row, negative ? -value : value);
      return null;
    }
    if (end != to && !isExponent(bytes, end, to)) {
      return FLAW;
    }
    double value = JavaDoubleParser.parseDouble(bytes, from, to - from);
    if (Double.isInfinite(value) || value == 0 && hasDigitsOtherThanZero(bytes, start, end)) {
      return OUT_OF_RANGE;
    }
    doubles.set(row, value);
    return null;
  }

  private static boolean hasDigitsOtherThanZero(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != '0' && bytes[at] != '.') {
        return true;
      }
    }
    return false;
  }

  private static boolean isExponent(byte[] bytes, int at, int to) {
    if (bytes[at] != 'e' && bytes[at] != 'E') {
      return false;
    }
    int start = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? at + 2 : at + 1;
    return start < to && Ascii.skipDigits(bytes, start, to) == to;
  }

  private static @Nullable String parseWord(
      byte[] bytes, int start, int to, boolean negative, ColumnVector.Doubles target, int row) {
    if (Ascii.matches(bytes, start, to, "nan")) {
      target.set(row, Double.NaN);
      return null;
    }
    if (Ascii.matches(bytes, start, to, "inf") || Ascii.matches(bytes, start, to, "infinity")) {
      target.set(row, negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      return null;
    }
    return FLAW;
  }
}
