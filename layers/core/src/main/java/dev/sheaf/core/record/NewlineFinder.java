package dev.sheaf.core.record;

import dev.sheaf.core.value.ByteFinder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends, 16 bytes at a time. */
final class NewlineFinder {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;

  private NewlineFinder() {}

  /** The offset of the first newline in [from, to), or {@code to}. */
  static int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - 2 * Long.BYTES; at += 2 * Long.BYTES) {
      long first = zeros((long) WORDS.get(bytes, at) ^ NEWLINES);
      long second = zeros((long) WORDS.get(bytes, at + Long.BYTES) ^ NEWLINES);
      if ((first | second) != 0) {
        return first != 0 ? at + place(first) : at + Long.BYTES + place(second);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** As in {@link ByteFinder}: the lowest high bit marks the first zero byte. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  private static int place(long hits) {
    return Long.numberOfTrailingZeros(hits) >>> 3;
  }
}
