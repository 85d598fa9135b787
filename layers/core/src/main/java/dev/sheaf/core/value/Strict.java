package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a column whose type was inferred takes: only what its type does not alter. The column may be
 * one of codes of which a sample showed none that looks like one. A declared type converts.
 */
final class Strict {
  private static final String REMEDY =
      ": the column's type was inferred; `sheaf apply` declares another, or this one";

  private Strict() {}

  /** The parser itself where the column was declared, or its type alters nothing. */
  static ValueParser of(Column column, ValueParser parser) {
    Column.Inference inference = column.inference();
    if (inference == null || inference == Column.Inference.WITHOUT_VALUES) {
      return parser;
    }
    if (inference == Column.Inference.UNSETTLED) {
      return new None();
    }
    return switch (column.type().kind()) {
      case BIGINT, DECIMAL -> new Written(parser);
      case DOUBLE -> new Written(new Exact(parser));
      case BOOLEAN -> new TrueOrFalse(parser);
      case DATE, TIMESTAMP, VARCHAR, JSON -> parser;
    };
  }

  /** What is wrong with a JSON string in a column of this type, or null if it may be a value. */
  static @Nullable String stringFlaw(Kind type) {
    return switch (type) {
      case BIGINT, DOUBLE, DECIMAL, BOOLEAN -> "is a JSON string" + REMEDY;
      case DATE, TIMESTAMP, VARCHAR, JSON -> null;
    };
  }

  /** Numbers without what a number does not keep of its text; in {@link #plain} any notation. */
  private static final class Written extends ValueParser {
    private final ValueParser value;

    private Written(ValueParser value) {
      this.value = value;
    }

    @Override
    public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
      String flaw = value.parse(bytes, from, to, target, row);
      return flaw == null ? flaw(bytes, from, to) : flaw;
    }

    @Override
    ValueParser plain() {
      return value;
    }

    private static @Nullable String flaw(byte[] bytes, int from, int to) {
      if (bytes[from] == '+') {
        return "would lose its plus sign" + REMEDY;
      }
      int start = bytes[from] == '-' ? from + 1 : from;
      int whole = Ascii.skipDigits(bytes, start, to);
      if (whole - start > 1 && bytes[start] == '0') {
        return "would lose its leading zero" + REMEDY;
      }
      int mantissa = whole < to && bytes[whole] == '.' ? whole + 1 : whole;
      boolean exponent = mantissa + 1 < to && (bytes[mantissa] | 0x20) == 'e';
      return exponent && whole > start && Ascii.isDigit(bytes[mantissa + 1])
          ? "may be a code, not a number with an exponent" + REMEDY
          : null;
    }
  }

  /**
   * Doubles that, written with as many significant digits as the text has, are the text's number
   * again. With up to 15 digits all are (Matula 1968), but for the smallest.
   */
  private static final class Exact extends ValueParser {
    private static final int SAFE_DIGITS = 15;

    /** More than any double has. */
    private static final int MAX_BYTES = 1100;

    /** So that another digit makes 18 at most, which a long and the nearest double to it both hold. */
    private static final long MAX_DIGITS = 99_999_999_999_999_999L;

    /** All powers of ten that are doubles. */
    private static final double[] POWERS = {
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
      1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    /** Less than a half by more than the sum can be wrong. */
    private static final double NEAR = 0.499;

    private final ValueParser rounding;

    private Exact(ValueParser rounding) {
      this.rounding = rounding;
    }

    @Override
    public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
      String flaw = rounding.parse(bytes, from, to, target, row);
      if (flaw != null || isShort(bytes, from, to)) {
        return flaw;
      }
      double value = ((ColumnVector.Doubles) target).value(row);
      boolean exact =
          value == 0
              || !Double.isFinite(value)
              || isNear(bytes, from, to, value)
              || to - from <= MAX_BYTES && isSame(text(bytes, from, to), value);
      return exact ? null : "has more digits than a double keeps" + REMEDY;
    }

    private static boolean isShort(byte[] bytes, int from, int to) {
      if (to - from > SAFE_DIGITS + 2) {
        return false;
      }
      int digits = 0;
      for (int at = from; at < to; at++) {
        if (Ascii.isDigit(bytes[at])) {
          digits++;
        } else if (bytes[at] > '9') {
          return false;
        }
      }
      return digits <= SAFE_DIGITS;
    }

    /**
     * Whether the double differs by clearly less than half a unit of the text's last digit. The double
     * times a power of ten is the sum of two doubles (Dekker 1971), which is held against the digits.
     *
     * @return false too where that cannot be told so: with an exponent, or too many digits
     */
    private static boolean isNear(byte[] bytes, int from, int to, double value) {
      long digits = 0;
      int fraction = -1;
      for (int at = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from; at < to; at++) {
        if (bytes[at] == '.') {
          fraction = 0;
        } else if (!Ascii.isDigit(bytes[at]) || digits > MAX_DIGITS) {
          return false;
        } else {
          digits = digits * 10 + bytes[at] - '0';
          fraction += fraction < 0 ? 0 : 1;
        }
      }
      if (fraction >= POWERS.length) {
        return false;
      }
      double number = Math.abs(value);
      double power = POWERS[Math.max(fraction, 0)];
      double high = number * power;
      double low = Math.fma(number, power, -high);
      double nearest = digits;
      double rest = digits - (long) nearest;
      return Math.abs((high - nearest) + (low - rest)) < NEAR;
    }

    private static boolean isSame(BigDecimal text, double value) {
      MathContext digits = new MathContext(text.precision(), RoundingMode.HALF_EVEN);
      return new BigDecimal(value).round(digits).compareTo(text) == 0;
    }

    private static BigDecimal text(byte[] bytes, int from, int to) {
      return new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }
  }

  /** No value at all, so that none is lost when the first ones settle the type. */
  private static final class None extends ValueParser {
    @Override
    public String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
      return "is in a column of which no value was seen where its type was inferred: `sheaf apply`"
          + " declares the type";
    }
  }

  private static final class TrueOrFalse extends ValueParser {
    private final ValueParser any;

    private TrueOrFalse(ValueParser any) {
      this.any = any;
    }

    @Override
    public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
      return Ascii.matches(bytes, from, to, "true") || Ascii.matches(bytes, from, to, "false")
          ? any.parse(bytes, from, to, target, row)
          : "is neither true nor false" + REMEDY;
    }
  }
}
