package dev.sheaf.core.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the lively bytes of a dialect, eight bytes at a time. */
final class LivelyBytes {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final int AT_MOST = 3;

  private final long first;
  private final long second;
  private final long third;
  private final boolean single;

  /**
   * Prepares for one dialect.
   *
   * @param classes byte to index of its class; one to three bytes are lively
   */
  LivelyBytes(byte[] classes) {
    long[] patterns = new long[AT_MOST];
    int count = 0;
    for (int value = 0; value < classes.length; value++) {
      if (ByteClass.ofIndex(classes[value]).isLively()) {
        patterns[count++] = value * ONES;
      }
    }
    this.first = patterns[0];
    this.second = count > 1 ? patterns[1] : first;
    this.third = count > 2 ? patterns[2] : first;
    this.single = count == 1;
  }

  /**
   * Skips words without a lively byte: {@code from} or a multiple of 8 bytes after it, at most the
   * first such place behind {@code to - 8}. Where several bytes are lively, most words have to be
   * looked at anyway, and nothing is skipped.
   */
  int skipCalm(byte[] buffer, int from, int to) {
    int at = from;
    if (single) {
      int last = to - 2 * Long.BYTES;
      while (at <= last && !isLively(buffer, at) && !isLively(buffer, at + Long.BYTES)) {
        at += 2 * Long.BYTES;
      }
    }
    return at;
  }

  /** Whether the word has the only lively byte. */
  private boolean isLively(byte[] buffer, int at) {
    long word = (long) WORDS.get(buffer, at) ^ first;
    return ((word - ONES) & ~word & HIGHS) != 0;
  }

  /** Has the high bit of byte i set exactly if {@code buffer[at + i]} is lively, for i from 0 to 7. */
  long hits(byte[] buffer, int at) {
    long word = (long) WORDS.get(buffer, at);
    return ~(nonZeros(word ^ first) & nonZeros(word ^ second) & nonZeros(word ^ third)) & HIGHS;
  }

  /** Has the high bit of each non-zero byte set; lower bits mean nothing (Warren, Hacker's Delight, 6-1). */
  private static long nonZeros(long word) {
    return ((word & ~HIGHS) + ~HIGHS) | word;
  }
}
