package dev.sheaf.core.exact;

import java.util.Arrays;

/** Bytes of states, written one after the other. */
public final class StateOutput {
  private static final int MAX_NUMBER_BYTES = 10;

  private byte[] bytes = new byte[1024];
  private int length;

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** A number that is not negative: 7 bits a byte, the lowest first, the top bit if more follow. */
  public void putCount(long value) {
    ensure(MAX_NUMBER_BYTES);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A signed number, so that small magnitudes are short: 0, -1, 1, -2, ... */
  void putSigned(long value) {
    putCount((value << 1) ^ (value >> 63));
  }

  public void putBytes(byte[] from, int at, int size) {
    ensure(size);
    System.arraycopy(from, at, bytes, length, size);
    length += size;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Capacity.grown(bytes.length, Math.addExact(length, more)));
    }
  }
}
