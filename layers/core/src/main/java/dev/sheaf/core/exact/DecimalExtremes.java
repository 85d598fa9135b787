package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;
import java.util.Arrays;

/** Extremes of wide decimals. */
final class DecimalExtremes implements Extremes {
  private final long flip;

  /** High and low half of the least so far under the mask; of no values the greatest number. */
  private long[] least = {};

  DecimalExtremes(End end) {
    this.flip = end.flip;
  }

  @Override
  public void reserve(int groups) {
    int before = least.length / 2;
    if (groups > before) {
      int grown = Capacity.grown(before, groups);
      least = Arrays.copyOf(least, Math.multiplyExact(2, grown));
      for (int group = before; group < grown; group++) {
        clear(group);
      }
    }
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
    for (int row = 0; row < rows; row++) {
      if (!decimals.isNull(row)) {
        add(groups[row], decimals.high(row), decimals.low(row));
      }
    }
  }

  private void add(int group, long valueHigh, long valueLow) {
    long high = valueHigh ^ flip;
    long low = valueLow ^ flip;
    long leastHigh = least[2 * group];
    if (high < leastHigh
        || (high == leastHigh && Long.compareUnsigned(low, least[2 * group + 1]) < 0)) {
      least[2 * group] = high;
      least[2 * group + 1] = low;
    }
  }

  @Override
  public void merge(int group, StateInput in) {
    add(group, in.signed(), in.signed());
  }

  @Override
  public void write(int group, StateOutput out) {
    out.putSigned(least[2 * group] ^ flip);
    out.putSigned(least[2 * group + 1] ^ flip);
  }

  @Override
  public void copy(int group, ColumnVector to, int row) {
    ((ColumnVector.WideDecimals) to).set(row, least[2 * group] ^ flip, least[2 * group + 1] ^ flip);
  }

  @Override
  public void clear(int group) {
    least[2 * group] = Long.MAX_VALUE;
    least[2 * group + 1] = -1;
  }

  @Override
  public long heapBytes() {
    return (long) least.length * Long.BYTES;
  }
}
