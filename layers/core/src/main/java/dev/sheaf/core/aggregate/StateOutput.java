package dev.sheaf.core.aggregate;

import java.util.Arrays;

/** Bytes of states, written one after the other. */
final class StateOutput {
  private static final int MAX_NUMBER_BYTES = 10;

  private byte[] bytes = new byte[1024];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** A number that is not negative: 7 bits a byte, the lowest first, the top bit if more follow. */
  void putCount(long value) {
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

  void putBytes(byte[] from, int at, int size) {
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
