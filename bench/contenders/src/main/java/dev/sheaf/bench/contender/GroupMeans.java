package dev.sheaf.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sheaf.bench.orders.OrderColumns;
import dev.sheaf.bench.orders.Truth;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Exact sums and counts of the price per category, straight from typed batches: an open table keyed
 * by the bytes of the category, no String per row. A sum that does not fit a long throws.
 */
final class GroupMeans {
  private byte[][] keys = new byte[64][];
  private long[] cents = new long[64];
  private long[] counts = new long[64];
  private int used;

  void add(RowBatch batch) {
    ColumnVector.Texts categories = (ColumnVector.Texts) batch.column(OrderColumns.CATEGORY);
    ColumnVector.Longs prices = (ColumnVector.Longs) batch.column(OrderColumns.PRICE);
    byte[] bytes = categories.bytes();
    for (int row = 0; row < batch.rows(); row++) {
      int start = categories.start(row);
      int slot = slot(bytes, start, start + categories.length(row));
      cents[slot] = Math.addExact(cents[slot], prices.value(row));
      counts[slot]++;
    }
  }

  /** Adds what another one has seen. */
  void add(GroupMeans other) {
    for (int i = 0; i < other.keys.length; i++) {
      byte[] key = other.keys[i];
      if (key != null) {
        int slot = slot(key, 0, key.length);
        cents[slot] = Math.addExact(cents[slot], other.cents[i]);
        counts[slot] += other.counts[i];
      }
    }
  }

  Map<String, BigDecimal> means() {
    Map<String, BigDecimal> means = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        means.put(new String(keys[i], UTF_8), Truth.mean(cents[i], counts[i]));
      }
    }
    return means;
  }

  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = hash & keys.length - 1;
    while (keys[slot] != null) {
      if (Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
        return slot;
      }
      slot = slot + 1 & keys.length - 1;
    }
    if (++used > keys.length / 2) {
      grow();
      return slot(bytes, from, to);
    }
    keys[slot] = Arrays.copyOfRange(bytes, from, to);
    return slot;
  }

  private void grow() {
    GroupMeans old = new GroupMeans();
    old.keys = keys;
    old.cents = cents;
    old.counts = counts;
    keys = new byte[keys.length * 2][];
    cents = new long[keys.length];
    counts = new long[keys.length];
    used = 0;
    add(old);
  }
}
