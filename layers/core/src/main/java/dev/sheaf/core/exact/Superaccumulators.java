package dev.sheaf.core.exact;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One fixed-point number per group, wide enough for every sum of doubles: the small superaccumulator
 * of R. M. Neal, "Fast exact summation using small and large superaccumulators" (2015). The number
 * is the sum of its chunks, chunk <i>i</i> counting {@code 2^(32 i)} units; chunks are signed longs
 * that overlap, so carries need moving only every {@value #MAX_PENDING} additions.
 *
 * <p>Other than Neal's, only the chunks between the least and the greatest exponent that a group has
 * seen are held: 2 or 3 for most, instead of 67.
 */
final class Superaccumulators {
  static final int CHUNK_BITS = 32;

  /** {@code position >>> POSITION_SHIFT} is the chunk of a bit, and its place there the rest. */
  static final int POSITION_SHIFT = 5;

  /** More additions of less than 2^52 to a chunk could overflow it. */
  private static final int MAX_PENDING = 2047;

  private static final long CHUNK_MASK = 0xFFFF_FFFFL;
  private static final int CHUNK_BYTES = CHUNK_BITS / 8;
  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int BYTES_PER_GROUP = 4 + 2 * Short.BYTES;
  private static final long[] NOTHING = {};

  private final int maxBytes;
  private long[][] windows = {};

  /** The number of the first chunk of each window. */
  private short[] first = {};

  private short[] pending = {};
  private long windowBytes;

  /**
   * All groups are 0.
   *
   * @param maxBytes length of the greatest sum that can come
   */
  Superaccumulators(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void reserve(int groups) {
    if (groups > windows.length) {
      int before = windows.length;
      int grown = Capacity.grown(before, groups);
      windows = Arrays.copyOf(windows, grown);
      Arrays.fill(windows, before, grown, NOTHING);
      first = Arrays.copyOf(first, grown);
      pending = Arrays.copyOf(pending, grown);
    }
  }

  /**
   * Adds {@code low} to a chunk and {@code high} to the next one.
   *
   * @param low of a magnitude below 2^32, {@code high} below 2^52
   */
  void add(int group, int chunk, long low, long high) {
    long[] window = windows[group];
    int at = chunk - first[group];
    if (at < 0 || at + 1 >= window.length) {
      window = widen(group, chunk, chunk + 1);
      at = chunk - first[group];
    }
    window[at] += low;
    window[at + 1] += high;
    if (++pending[group] >= MAX_PENDING) {
      moveCarries(group);
    }
  }

  /** The group's number in units. */
  ExactSum sum(int group) {
    moveCarries(group);
    return new ExactSum(value(windows[group]), first[group] * CHUNK_BITS);
  }

  /** Adds what {@link #write} wrote. */
  void merge(int group, StateInput in) {
    int length = in.length(maxBytes);
    if (length == 0) {
      return;
    }
    int position = in.length(maxBytes);
    int end = in.skip(length);
    int lowest = position / CHUNK_BYTES;
    long[] window = widen(group, lowest, (position + length - 1) / CHUNK_BYTES);
    for (int i = 0; i < length; i++) {
      int signed = in.byteAt(end - 1 - i);
      long part = i == length - 1 ? signed : signed & 0xFF;
      int at = position + i;
      window[at / CHUNK_BYTES - first[group]] += part << (at % CHUNK_BYTES * 8);
    }
    if (++pending[group] >= MAX_PENDING) {
      moveCarries(group);
    }
  }

  /**
   * The length of the number in bytes; then, unless it is 0, how many zero bytes follow the last of
   * them, and they themselves, big-endian and as few as possible.
   */
  void write(int group, StateOutput out) {
    ExactSum sum = sum(group);
    if (sum.unscaled().signum() == 0) {
      out.putCount(0);
      return;
    }
    int zeros = sum.unscaled().getLowestSetBit() / 8;
    byte[] bytes = sum.unscaled().toByteArray();
    int length = bytes.length - zeros;
    out.putCount(length);
    out.putCount(sum.exponent() / 8 + zeros);
    out.putBytes(bytes, 0, length);
  }

  void clear(int group) {
    windowBytes -= heapBytes(windows[group]);
    windows[group] = NOTHING;
    first[group] = 0;
    pending[group] = 0;
  }

  long heapBytes() {
    return windowBytes + (long) windows.length * BYTES_PER_GROUP;
  }

  /** Makes the group's window hold these chunks. */
  private long[] widen(int group, int lowest, int highest) {
    long[] window = windows[group];
    int begin = window.length == 0 ? lowest : Math.min(first[group], lowest);
    int end = Math.max(window.length == 0 ? 0 : first[group] + window.length, highest + 1);
    if (window.length == end - begin) {
      return window;
    }
    long[] wider = new long[end - begin];
    if (window.length > 0) {
      System.arraycopy(window, 0, wider, first[group] - begin, window.length);
    }
    windowBytes += heapBytes(wider) - heapBytes(window);
    windows[group] = wider;
    first[group] = (short) begin;
    return wider;
  }

  /** Makes all chunks of the group but the top one 0 to 2^32 - 1, and the top one small. */
  private void moveCarries(int group) {
    long[] window = windows[group];
    int top = window.length - 1;
    long carry = 0;
    for (int i = 0; i < top; i++) {
      long value = window[i] + carry;
      window[i] = value & CHUNK_MASK;
      carry = value >> CHUNK_BITS;
    }
    pending[group] = 0;
    if (top < 0) {
      return;
    }
    long value = window[top] + carry;
    window[top] = value;
    if (value >> CHUNK_BITS != value >> 63) {
      long[] wider = widen(group, first[group], first[group] + top + 1);
      wider[top] = value & CHUNK_MASK;
      wider[top + 1] = value >> CHUNK_BITS;
    }
  }

  private static BigInteger value(long[] window) {
    int top = window.length - 1;
    if (top <= 0) {
      return top < 0 ? BigInteger.ZERO : BigInteger.valueOf(window[0]);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + top * CHUNK_BYTES).putLong(window[top]);
    for (int i = top - 1; i >= 0; i--) {
      bytes.putInt((int) window[i]);
    }
    return new BigInteger(bytes.array());
  }

  private static long heapBytes(long[] window) {
    return window.length == 0 ? 0 : ARRAY_HEADER_BYTES + (long) window.length * Long.BYTES;
  }
}
