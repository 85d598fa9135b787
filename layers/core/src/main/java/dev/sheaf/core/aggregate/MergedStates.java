package dev.sheaf.core.aggregate;

import dev.sheaf.core.exact.Capacity;
import dev.sheaf.core.exact.DamagedStateException;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.row.RowBatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges state files as a stream: group by group in the order of the keys, with one block of each
 * file and one group in memory. Whatever the order of the files, and whether some of them were merged
 * before, the result is the same, byte by byte. It is read once: by {@link #writeTo} or as {@link
 * AggregateRows}.
 */
public final class MergedStates implements Closeable {
  private static final int GROUP = 0;

  private final StateLayout layout;
  private final List<InputStream> files;
  private final PriorityQueue<StateFileReader> byKey = new PriorityQueue<>(MergedStates::compare);
  private final AggregateStates states;
  private final KeyDecoder decoder;
  private byte[] key = {};
  private int keyLength;
  private long groups;
  private long rows;

  /**
   * Opens the files.
   *
   * @param files what {@link HashAggregation#writeTo} or {@link #writeTo} wrote; closed with this.
   *     None gives no groups
   * @throws DamagedStateException if one of them is damaged, or of another layout; so do all methods
   *     that read on. What was written or read until then must not be used
   */
  public MergedStates(StateLayout layout, List<? extends InputStream> files) throws IOException {
    this.layout = layout;
    this.files = new ArrayList<>(files);
    this.states = new AggregateStates(layout);
    this.decoder = new KeyDecoder(layout.groupBy().size());
    states.reserve(1);
    for (InputStream file : files) {
      advance(new StateFileReader(layout, file));
    }
  }

  /** Writes all groups as one state file; {@code out} is not closed. */
  public void writeTo(OutputStream out) throws IOException {
    StateFileWriter writer = new StateFileWriter(layout, out);
    while (next()) {
      writer.add(key, 0, keyLength, states, GROUP);
    }
    writer.finish();
  }

  /** How many rows the groups have that were read so far; in the end, all. */
  public long rows() {
    return rows;
  }

  /** How many groups were read so far. */
  public long groups() {
    return groups;
  }

  StateLayout layout() {
    return layout;
  }

  /** Goes to the next group, if there is one. */
  boolean next() throws IOException {
    StateFileReader first = byKey.poll();
    if (first == null) {
      return false;
    }
    states.clear(GROUP);
    keyLength = first.keyLength();
    if (keyLength > key.length) {
      key = new byte[Capacity.grown(key.length, keyLength)];
    }
    System.arraycopy(first.key(), 0, key, 0, keyLength);
    take(first);
    for (StateFileReader same = byKey.peek(); same != null && hasKey(same); same = byKey.peek()) {
      byKey.remove();
      take(same);
    }
    groups++;
    rows = Math.addExact(rows, states.rows(GROUP));
    return true;
  }

  /**
   * Sets the next row of a batch of the result to this group.
   *
   * @throws SumOverflowException if a sum has more than 38 digits
   */
  void finish(RowBatch result) {
    decoder.decode(key, keyLength, result);
    states.finish(GROUP, result);
    result.commitRow(groups - 1);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (InputStream file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void take(StateFileReader reader) throws IOException {
    states.merge(GROUP, reader.states());
    advance(reader);
  }

  private void advance(StateFileReader reader) throws IOException {
    if (reader.next()) {
      byKey.add(reader);
    }
  }

  private boolean hasKey(StateFileReader reader) {
    return Arrays.equals(reader.key(), 0, reader.keyLength(), key, 0, keyLength);
  }

  private static int compare(StateFileReader left, StateFileReader right) {
    return Arrays.compareUnsigned(
        left.key(), 0, left.keyLength(), right.key(), 0, right.keyLength());
  }
}
