package dev.sheaf.core.exact;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** One wide integer per group, in two's complement of a fixed number of 64-bit limbs. */
final class Limbs {
  private final int width;

  /** {@code width} longs per group, the least significant first. */
  private long[] limbs = {};

  /**
   * All groups are 0.
   *
   * @param width limbs of each integer; it must hold every sum to come
   */
  Limbs(int width) {
    this.width = width;
  }

  void reserve(int groups) {
    if (groups * (long) width > limbs.length) {
      int grown = Capacity.grown(limbs.length / width, groups);
      limbs = Arrays.copyOf(limbs, Math.multiplyExact(grown, width));
    }
  }

  /** Adds {@code value * 2^(64 * limb)}, the value being signed. */
  void addSigned(int group, int limb, long value) {
    int at = group * width + limb;
    int end = (group + 1) * width;
    long sum = limbs[at] + value;
    limbs[at] = sum;
    long carry = (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
    while (carry != 0 && ++at < end) {
      long before = limbs[at];
      limbs[at] = before + carry;
      carry = carry < 0 ? (before == 0 ? -1 : 0) : (before == -1 ? 1 : 0);
    }
  }

  /** Adds {@code value * 2^(64 * limb)}, the value being unsigned. */
  void addUnsigned(int group, int limb, long value) {
    int at = group * width + limb;
    int end = (group + 1) * width;
    long sum = limbs[at] + value;
    limbs[at] = sum;
    boolean carry = Long.compareUnsigned(sum, value) < 0;
    while (carry && ++at < end) {
      carry = ++limbs[at] == 0;
    }
  }

  BigInteger value(int group) {
    int at = group * width;
    int used = width;
    while (used > 1 && limbs[at + used - 1] == limbs[at + used - 2] >> 63) {
      used--;
    }
    if (used == 1) {
      return BigInteger.valueOf(limbs[at]);
    }
    ByteBuffer bytes = ByteBuffer.allocate(used * Long.BYTES);
    for (int limb = used - 1; limb >= 0; limb--) {
      bytes.putLong(limbs[at + limb]);
    }
    return new BigInteger(bytes.array());
  }

  /** Adds what {@link #write} wrote. */
  void merge(int group, StateInput in) {
    int length = in.length(width * Long.BYTES);
    int end = in.skip(length);
    long rest = length == 0 ? 0 : in.byteAt(end - length) >> 7;
    for (int limb = 0; limb < width; limb++) {
      long value = 0;
      for (int i = Long.BYTES - 1; i >= 0; i--) {
        int back = limb * Long.BYTES + i;
        value = (value << 8) | ((back < length ? in.byteAt(end - 1 - back) : rest) & 0xFF);
      }
      addUnsigned(group, limb, value);
    }
  }

  /** Length and bytes, big-endian and as few as possible. */
  void write(int group, StateOutput out) {
    byte[] bytes = value(group).toByteArray();
    out.putCount(bytes.length);
    out.putBytes(bytes, 0, bytes.length);
  }

  void clear(int group) {
    Arrays.fill(limbs, group * width, (group + 1) * width, 0);
  }

  long heapBytes() {
    return (long) limbs.length * Long.BYTES;
  }
}
