package dev.sheaf.core.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the first of up to three byte values, eight bytes at a time. */
public final class ByteFinder {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final byte first;
  private final byte second;
  private final byte third;
  private final long firsts;
  private final long seconds;
  private final long thirds;

  public ByteFinder(int first, int second, int third) {
    this.first = (byte) first;
    this.second = (byte) second;
    this.third = (byte) third;
    this.firsts = first * ONES;
    this.seconds = second * ONES;
    this.thirds = third * ONES;
  }

  /** The offset of the first such byte in [from, to), or {@code to}. */
  public int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at);
      long hits = (zeros(word ^ firsts) | zeros(word ^ seconds) | zeros(word ^ thirds)) & HIGHS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < to && bytes[at] != first && bytes[at] != second && bytes[at] != third) {
      at++;
    }
    return at;
  }

  /** The lowest high bit marks the first zero byte (Warren, Hacker's Delight, section 6-1). */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
