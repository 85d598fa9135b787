package dev.sheaf.core.aggregate;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.sheaf.core.exact.Capacity;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers the groups: a hash table from keys to 0, 1, 2, ... with linear probing. Keys lie one after
 * the other in one array; to find one that is there allocates nothing.
 */
final class KeyTable {
  /** What {@link #find} gives where the keys would need more than an array can hold. */
  static final int FULL = -1;

  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final int FIRST_SLOTS = 64;
  private static final int MAX_KEY_BYTES = Integer.MAX_VALUE - 8;
  private static final int MAX_SLOTS = 1 << 30;

  /** Objects and references of {@link #sorted}. */
  private static final int SORT_BYTES_PER_GROUP = 24;

  /** Upper half: 32 bits of the hash; lower half: group + 1, or 0 if the slot is free. */
  private long[] slots = new long[FIRST_SLOTS];

  private byte[] keys = new byte[1024];
  private int[] ends = new int[FIRST_SLOTS];
  private int size;

  int size() {
    return size;
  }

  byte[] keys() {
    return keys;
  }

  int start(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  int end(int group) {
    return ends[group];
  }

  /** The group of a key; the next number if there is none yet. */
  int find(byte[] key, int length) {
    long hash64 = HASHER.hashBytesToLong(key, 0, length);
    int hash = (int) (hash64 ^ (hash64 >>> 32));
    int mask = slots.length - 1;
    int at = hash & mask;
    for (long slot = slots[at]; slot != 0; slot = slots[at]) {
      if ((int) (slot >>> 32) == hash && isKey((int) slot - 1, key, length)) {
        return (int) slot - 1;
      }
      at = (at + 1) & mask;
    }
    return insert(at, hash, key, length);
  }

  private boolean isKey(int group, byte[] key, int length) {
    return Arrays.equals(keys, start(group), ends[group], key, 0, length);
  }

  private int insert(int at, int hash, byte[] key, int length) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (length > MAX_KEY_BYTES - start || slots.length == MAX_SLOTS) {
      return FULL;
    }
    if (start + length > keys.length) {
      keys = Arrays.copyOf(keys, Capacity.grown(keys.length, start + length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Capacity.grown(size, size + 1));
    }
    System.arraycopy(key, 0, keys, start, length);
    ends[size] = start + length;
    size++;
    slots[at] = ((long) hash << 32) | size;
    if (size * 3L > slots.length * 2L) {
      slots = rehashed();
    }
    return size - 1;
  }

  private long[] rehashed() {
    long[] wider = new long[slots.length * 2];
    int mask = wider.length - 1;
    for (long slot : slots) {
      if (slot != 0) {
        int at = (int) (slot >>> 32) & mask;
        while (wider[at] != 0) {
          at = (at + 1) & mask;
        }
        wider[at] = slot;
      }
    }
    return wider;
  }

  /** All groups in the unsigned order of their keys. */
  int[] sorted() {
    return IntStream.range(0, size)
        .boxed()
        .sorted(
            (left, right) ->
                Arrays.compareUnsigned(
                    keys, start(left), end(left), keys, start(right), end(right)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Roughly the bytes of heap of the table, and of {@link #sorted} to come. */
  long heapBytes() {
    return (long) slots.length * Long.BYTES
        + keys.length
        + (long) ends.length * Integer.BYTES
        + (long) size * SORT_BYTES_PER_GROUP;
  }
}
