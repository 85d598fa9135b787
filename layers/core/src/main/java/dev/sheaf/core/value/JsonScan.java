package dev.sheaf.core.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where JSON values (RFC 8259) end, in bytes that are valid UTF-8. Takes nothing that Jackson
 * refuses, but not all that it takes: {@link #NONE} means that Jackson is to be asked, and to give
 * the reason.
 */
public final class JsonScan {
  /** In place of an end: not JSON, or nested deeper or with longer numbers or names than usual. */
  public static final int NONE = -1;

  /** Far within Jackson's limits of 1000 levels and digits and 50,000 characters. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER_BYTES = 500;
  private static final int MAX_NAME_BYTES = 10_000;

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private JsonScan() {}

  /** Whether the bytes hold one value, with nothing but blanks around it. */
  static boolean isOneValue(byte[] bytes, int from, int to) {
    int end = value(bytes, blanks(bytes, from, to), to);
    return end >= 0 && blanks(bytes, end, to) == to;
  }

  /** The end of the value that begins at {@code from}, or NONE. */
  public static int value(byte[] bytes, int from, int to) {
    return value(bytes, from, to, 0);
  }

  private static int value(byte[] bytes, int from, int to, int depth) {
    if (from == to) {
      return NONE;
    }
    return switch (bytes[from]) {
      case '"' -> string(bytes, from, to);
      case '{', '[' -> nested(bytes, from, to, depth);
      case 't' -> word(bytes, from, to, TRUE);
      case 'f' -> word(bytes, from, to, FALSE);
      case 'n' -> word(bytes, from, to, NULL);
      default -> number(bytes, from, to);
    };
  }

  /** The position of the first byte from {@code from} on that is no JSON whitespace, or {@code to}. */
  public static int blanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && bytes[at] <= ' '
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  public static boolean is(byte[] bytes, int at, int to, char expected) {
    return at < to && bytes[at] == expected;
  }

  /** The first position from {@code from} on of a quote, backslash or control, or {@code to}. */
  public static int text(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at);
      long below = (word - SPACES) & ~word;
      long hits = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | below) & HIGHS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xFF) >= ' ') {
      at++;
    }
    return at;
  }

  /** As in {@link ByteFinder}: exact up to the first hit. */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  /** The end of the escape sequence that is to begin at {@code at}, or NONE. */
  public static int escape(byte[] bytes, int at, int to) {
    if (at + 1 >= to || bytes[at] != '\\') {
      return NONE;
    }
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> at + 6 <= to && codeUnit(bytes, at) >= 0 ? at + 6 : NONE;
      default -> NONE;
    };
  }

  /** What the four digits of the escape sequence at {@code at} spell; negative if they do not. */
  public static int codeUnit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = unit << 4 | Character.digit((int) bytes[i], 16);
    }
    return unit;
  }

  private static int string(byte[] bytes, int from, int to) {
    int at = text(bytes, from + 1, to);
    while (at >= 0 && !is(bytes, at, to, '"')) {
      int end = escape(bytes, at, to);
      at = end < 0 ? NONE : text(bytes, end, to);
    }
    return at < 0 ? NONE : at + 1;
  }

  private static int nested(byte[] bytes, int from, int to, int depth) {
    if (depth == MAX_DEPTH) {
      return NONE;
    }
    boolean named = bytes[from] == '{';
    char close = named ? '}' : ']';
    int at = blanks(bytes, from + 1, to);
    if (is(bytes, at, to, close)) {
      return at + 1;
    }
    while (true) {
      int start = named ? memberValue(bytes, at, to) : at;
      int end = start < 0 ? NONE : value(bytes, start, to, depth + 1);
      if (end < 0) {
        return NONE;
      }
      at = blanks(bytes, end, to);
      if (is(bytes, at, to, close)) {
        return at + 1;
      }
      if (!is(bytes, at, to, ',')) {
        return NONE;
      }
      at = blanks(bytes, at + 1, to);
    }
  }

  /** Where the value of the member begins whose name begins at {@code from}, or NONE. */
  private static int memberValue(byte[] bytes, int from, int to) {
    int end = is(bytes, from, to, '"') ? text(bytes, from + 1, to) : to;
    // Jackson decodes names, and refuses half surrogate pairs in them.
    boolean plain = is(bytes, end, to, '"') && end - from <= MAX_NAME_BYTES;
    return plain ? afterColon(bytes, end + 1, to) : NONE;
  }

  /** Where the value begins behind blanks, a colon and blanks, or NONE. */
  public static int afterColon(byte[] bytes, int from, int to) {
    int colon = blanks(bytes, from, to);
    return is(bytes, colon, to, ':') ? blanks(bytes, colon + 1, to) : NONE;
  }

  private static int word(byte[] bytes, int from, int to, byte[] word) {
    int end = from + word.length;
    return end <= to && Arrays.equals(bytes, from, end, word, 0, word.length) ? end : NONE;
  }

  private static int number(byte[] bytes, int from, int to) {
    int first = is(bytes, from, to, '-') ? from + 1 : from;
    int at = digits(bytes, first, to);
    if (at == first || bytes[first] == '0' && at > first + 1) {
      return NONE;
    }
    if (is(bytes, at, to, '.')) {
      int fraction = at + 1;
      at = digits(bytes, fraction, to);
      if (at == fraction) {
        return NONE;
      }
    }
    if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      boolean signed = is(bytes, at + 1, to, '+') || is(bytes, at + 1, to, '-');
      int exponent = signed ? at + 2 : at + 1;
      at = digits(bytes, exponent, to);
      if (at == exponent) {
        return NONE;
      }
    }
    return at - from > MAX_NUMBER_BYTES ? NONE : at;
  }

  private static int digits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }
}
