package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Extremes of texts, compared by their unsigned UTF-8 bytes. */
final class TextExtremes implements Extremes {
  private static final int BYTES_PER_TEXT = 24;

  private final End end;
  private byte[] @Nullable [] best = {};
  private long textBytes;

  TextExtremes(End end) {
    this.end = end;
  }

  @Override
  public void reserve(int groups) {
    if (groups > best.length) {
      best = Arrays.copyOf(best, Capacity.grown(best.length, groups));
    }
  }

  @Override
  public void add(ColumnVector values, int[] groups, int rows) {
    ColumnVector.Texts texts = (ColumnVector.Texts) values;
    for (int row = 0; row < rows; row++) {
      if (!texts.isNull(row)) {
        int start = texts.start(row);
        add(groups[row], texts.bytes(), start, start + texts.length(row));
      }
    }
  }

  private void add(int group, byte[] bytes, int from, int to) {
    byte[] known = best[group];
    if (known == null
        || isBetter(Arrays.compareUnsigned(bytes, from, to, known, 0, known.length))) {
      best[group] = Arrays.copyOfRange(bytes, from, to);
      textBytes += to - from + (known == null ? BYTES_PER_TEXT : -known.length);
    }
  }

  private boolean isBetter(int comparison) {
    return end == End.MIN ? comparison < 0 : comparison > 0;
  }

  @Override
  public void merge(int group, StateInput in) {
    int length = in.length(Integer.MAX_VALUE);
    if (length > 0) {
      int to = in.skip(length - 1);
      add(group, in.bytes(), to - length + 1, to);
    }
  }

  /** The length and 1, then the bytes; 0 of no values. */
  @Override
  public void write(int group, StateOutput out) {
    byte[] text = best[group];
    if (text == null) {
      out.putCount(0);
    } else {
      out.putCount(text.length + 1L);
      out.putBytes(text, 0, text.length);
    }
  }

  @Override
  public void copy(int group, ColumnVector to, int row) {
    byte[] text = best[group];
    if (text == null) {
      throw new IllegalStateException("group %d has no values".formatted(group));
    }
    ((ColumnVector.Texts) to).append(row, text, 0, text.length);
  }

  @Override
  public void clear(int group) {
    byte[] text = best[group];
    if (text != null) {
      textBytes -= text.length + BYTES_PER_TEXT;
      best[group] = null;
    }
  }

  @Override
  public long heapBytes() {
    return textBytes + 4L * best.length;
  }
}
