package dev.sheaf.core.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGHS = 0x8080808080808080L;

  private Utf8() {}

  public static boolean isValid(byte[] bytes, int from, int to) {
    return firstMalformed(bytes, from, to) == to;
  }

  public static boolean isAscii(byte[] bytes, int from, int to) {
    return skipAscii(bytes, from, to) == to;
  }

  /** The position of the first byte in [from, to) that is not part of UTF-8 text, or {@code to}. */
  public static int firstMalformed(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      at = skipAscii(bytes, at, to);
      if (at == to) {
        return to;
      }
      // Texts that are not ASCII have many such sequences in a row.
      while (at < to && bytes[at] < 0) {
        int length = sequence(bytes, at, to);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
  }

  /** The position of the first byte in [from, to) that is not ASCII, or {@code to}. */
  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long highs = (long) WORDS.get(bytes, at) & HIGHS;
      if (highs != 0) {
        return at + (Long.numberOfTrailingZeros(highs) >>> 3);
      }
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Length of the sequence of two to four bytes at {@code at}, or 0 if it is malformed. */
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || to - at < length) {
      return 0;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean malformed =
        switch (lead) {
          case 0xE0 -> second < 0xA0;
          case 0xED -> second >= 0xA0;
          case 0xF0 -> second < 0x90;
          case 0xF4 -> second >= 0x90;
          default -> false;
        };
    return malformed ? 0 : length;
  }
}
