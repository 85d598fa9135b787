package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;
import java.util.Arrays;

/** Extremes of values that fit a long, and of doubles as {@link SortableDouble}. */
final class FixedExtremes implements Extremes {
  private final long flip;

  /** The least so far of all values under the mask; of no values the greatest long. */
  private long[] least = {};

  FixedExtremes(End end) {
    this.flip = end.flip;
  }

  @Override
  public void reserve(int groups) {
    int before = least.length;
    if (groups > before) {
      least = Arrays.copyOf(least, Capacity.grown(before, groups));
      Arrays.fill(least, before, least.length, Long.MAX_VALUE);
    }
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    if (values instanceof ColumnVector.Doubles doubles) {
      for (int row = 0; row < rows; row++) {
        if (!doubles.isNull(row)) {
          add(groups[row], SortableDouble.encode(doubles.value(row)));
        }
      }
      return;
    }
    ColumnVector.Longs longs = (ColumnVector.Longs) values;
    for (int row = 0; row < rows; row++) {
      if (!longs.isNull(row)) {
        add(groups[row], longs.value(row));
      }
    }
  }

  private void add(int group, long value) {
    least[group] = Math.min(least[group], value ^ flip);
  }

  @Override
  public void merge(int group, StateInput in) {
    add(group, in.signed());
  }

  @Override
  public void write(int group, StateOutput out) {
    out.putSigned(least[group] ^ flip);
  }

  @Override
  public void copy(int group, ColumnVector to, int row) {
    long value = least[group] ^ flip;
    if (to instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, SortableDouble.decode(value));
    } else {
      ((ColumnVector.Longs) to).set(row, value);
    }
  }

  @Override
  public void clear(int group) {
    least[group] = Long.MAX_VALUE;
  }

  @Override
  public long heapBytes() {
    return (long) least.length * Long.BYTES;
  }
}
