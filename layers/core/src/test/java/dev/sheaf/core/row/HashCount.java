package dev.sheaf.core.row;

import java.util.Arrays;
import java.util.Set;

/** Hashes, and how many of them have their first bits in common. */
final class HashCount {
  private final long[] hashes;
  private int size;

  /** Of up to this many. */
  HashCount(int most) {
    this.hashes = new long[most];
  }

  int size() {
    return size;
  }

  void add(long hash) {
    hashes[size++] = hash;
  }

  void clear() {
    size = 0;
  }

  /** To be called before {@link #pairs}. */
  void sort() {
    Arrays.sort(hashes, 0, size);
  }

  /** Pairs of hashes of which these first bits are the same. */
  long pairs(int bits) {
    long pairs = 0;
    int same = 0;
    for (int i = 1; i < size; i++) {
      same = (hashes[i] ^ hashes[i - 1]) >>> 64 - bits == 0 ? same + 1 : 0;
      pairs += same;
    }
    return pairs;
  }

  /** Adds those that occur more than once. */
  void addEqual(Set<Long> equal) {
    for (int i = 1; i < size; i++) {
      if (hashes[i] == hashes[i - 1]) {
        equal.add(hashes[i]);
      }
    }
  }

  /** Pairs that are to be expected of random numbers. */
  static double expectedPairs(double size, int bits) {
    return size * (size - 1) / 2 / Math.pow(2, bits);
  }
}
