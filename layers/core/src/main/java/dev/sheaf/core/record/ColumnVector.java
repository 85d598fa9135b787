package dev.sheaf.core.record;

import dev.sheaf.core.dataset.ColumnType;
import java.util.Arrays;

/**
 * The values of one column for the rows of a {@link RowBatch}. Reused from batch to batch; a value
 * at a NULL position is undefined.
 */
public abstract sealed class ColumnVector {
  private final boolean[] nulls = new boolean[RowBatch.CAPACITY];

  public static ColumnVector of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP -> new Longs();
      case DECIMAL -> type.fitsLong() ? new Longs() : new WideDecimals();
      case DOUBLE -> new Doubles();
      case VARCHAR, JSON -> new Texts();
    };
  }

  public final boolean isNull(int row) {
    return nulls[row];
  }

  public final void setNull(int row) {
    nulls[row] = true;
  }

  void clear() {
    Arrays.fill(nulls, false);
  }

  /** Forgets what was set at {@code row} and after it: the record turned out to be a reject. */
  void truncate(int row) {
    Arrays.fill(nulls, row, nulls.length, false);
  }

  /**
   * BOOLEAN (0 or 1), BIGINT, DATE (days since 1970-01-01), TIMESTAMP (microseconds since then, UTC)
   * and DECIMAL of up to 18 digits (unscaled).
   */
  public static final class Longs extends ColumnVector {
    private final long[] values = new long[RowBatch.CAPACITY];

    public long value(int row) {
      return values[row];
    }

    public void set(int row, long value) {
      values[row] = value;
    }
  }

  /** DECIMAL of more than 18 digits: the unscaled value as 128-bit two's complement. */
  public static final class WideDecimals extends ColumnVector {
    private final long[] high = new long[RowBatch.CAPACITY];
    private final long[] low = new long[RowBatch.CAPACITY];

    public long high(int row) {
      return high[row];
    }

    public long low(int row) {
      return low[row];
    }

    public void set(int row, long highBits, long lowBits) {
      high[row] = highBits;
      low[row] = lowBits;
    }
  }

  /** DOUBLE. */
  public static final class Doubles extends ColumnVector {
    private final double[] values = new double[RowBatch.CAPACITY];

    public double value(int row) {
      return values[row];
    }

    public void set(int row, double value) {
      values[row] = value;
    }
  }

  /** VARCHAR and JSON: UTF-8 bytes, row after row in one array. Rows must be set in order. */
  public static final class Texts extends ColumnVector {
    private byte[] bytes = new byte[RowBatch.CAPACITY * 16];
    private final int[] starts = new int[RowBatch.CAPACITY];
    private final int[] lengths = new int[RowBatch.CAPACITY];
    private int used;

    /** The array that holds all texts; it may be replaced by the next {@link #append}. */
    public byte[] bytes() {
      return bytes;
    }

    public int start(int row) {
      return starts[row];
    }

    public int length(int row) {
      return lengths[row];
    }

    public void append(int row, byte[] text, int from, int length) {
      if (length > bytes.length - used) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
      }
      System.arraycopy(text, from, bytes, used, length);
      starts[row] = used;
      lengths[row] = length;
      used += length;
    }

    @Override
    void clear() {
      super.clear();
      used = 0;
    }
  }
}
