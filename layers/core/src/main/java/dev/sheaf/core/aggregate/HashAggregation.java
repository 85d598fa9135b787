package dev.sheaf.core.aggregate;

import dev.sheaf.core.row.RowBatch;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sums up rows by group, in bounded memory.
 *
 * <p>NULL is a group of its own; -0.0 and 0.0 are one group, and so are all NaNs. The order of the
 * rows leaves no trace in what is written. Not for use by two threads at once.
 */
public final class HashAggregation {
  private final StateLayout layout;
  private final long maxHeapBytes;
  private final KeyEncoder encoder;
  private final KeyTable table = new KeyTable();
  private final AggregateStates states;
  private final int[] groups = new int[RowBatch.CAPACITY];
  private long stateBytes;
  private long rows;

  /**
   * Begins with no rows.
   *
   * @param maxHeapBytes roughly the heap that the groups may take; while an array of them grows, it
   *     takes that much again for a moment
   */
  public HashAggregation(StateLayout layout, long maxHeapBytes) {
    this.layout = layout;
    this.maxHeapBytes = maxHeapBytes;
    this.encoder = new KeyEncoder(layout.groupBy());
    this.states = new AggregateStates(layout);
  }

  /**
   * Adds all rows of a batch.
   *
   * @param batch of the schema that the layout was made for
   * @throws TooManyGroupsException if its groups do not fit the memory; this object is of no use then
   */
  public void add(RowBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      int length = encoder.encode(batch, row);
      int known = table.size();
      groups[row] = table.find(encoder.bytes(), length);
      if (table.size() > known || groups[row] == KeyTable.FULL) {
        requireRoom(groups[row]);
      }
    }
    states.reserve(table.size());
    states.add(batch, groups);
    rows += batch.rows();
    stateBytes = states.heapBytes();
    requireRoom(0);
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  public int groups() {
    return table.size();
  }

  /** Roughly the bytes of heap that the groups take. */
  public long heapBytes() {
    return table.heapBytes() + stateBytes;
  }

  /**
   * Writes all states in the form that {@link StateFileWriter} documents, the groups in their order.
   * The same rows give the same bytes.
   *
   * @param out is not closed
   */
  public void writeTo(OutputStream out) throws IOException {
    StateFileWriter writer = new StateFileWriter(layout, out);
    for (int group : table.sorted()) {
      writer.add(table.keys(), table.start(group), table.end(group), states, group);
    }
    writer.finish();
  }

  private void requireRoom(int group) {
    if (group == KeyTable.FULL || heapBytes() > maxHeapBytes) {
      throw new TooManyGroupsException(layout.groupNames(), table.size(), maxHeapBytes);
    }
  }
}
