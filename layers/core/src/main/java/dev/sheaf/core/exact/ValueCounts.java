package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;
import java.util.Arrays;

/** How many values are not NULL. */
public final class ValueCounts implements GroupStates {
  private long[] counts = {};

  @Override
  public void reserve(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Capacity.grown(counts.length, groups));
    }
  }

  public long count(int group) {
    return counts[group];
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!values.isNull(row)) {
        counts[groups[row]]++;
      }
    }
  }

  /** Counts every row. */
  public void addAll(int[] groups, int rows) {
    for (int row = 0; row < rows; row++) {
      counts[groups[row]]++;
    }
  }

  @Override
  public void merge(int group, StateInput in) {
    counts[group] = Math.addExact(counts[group], in.count());
  }

  @Override
  public void write(int group, StateOutput out) {
    out.putCount(counts[group]);
  }

  @Override
  public void clear(int group) {
    counts[group] = 0;
  }

  @Override
  public long heapBytes() {
    return (long) counts.length * Long.BYTES;
  }
}
