package dev.sheaf.core.row;

import dev.sheaf.core.dataset.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one column for the rows of a {@link RowBatch}. Reused from batch to batch; a value
 * at a NULL position is undefined.
 */
public abstract sealed class ColumnVector {
  private final boolean[] nulls;

  private ColumnVector(int capacity) {
    this.nulls = new boolean[capacity];
  }

  /** A vector for the rows of a batch. */
  public static ColumnVector of(ColumnType type) {
    return of(type, RowBatch.CAPACITY);
  }

  /** A vector for this many rows. */
  public static ColumnVector of(ColumnType type, int capacity) {
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP -> new Longs(capacity);
      case DECIMAL -> type.fitsLong() ? new Longs(capacity) : new WideDecimals(capacity);
      case DOUBLE -> new Doubles(capacity);
      case VARCHAR, JSON -> new Texts(capacity);
    };
  }

  public final boolean isNull(int row) {
    return nulls[row];
  }

  public final void setNull(int row) {
    nulls[row] = true;
  }

  /**
   * Orders two values that are not NULL: numbers by value with -0.0 equal to 0.0 and NaN the
   * greatest, texts by code point.
   *
   * @param other of the same type
   */
  public abstract int compare(int row, ColumnVector other, int otherRow);

  /**
   * Sets a row, the next one, to what a row of another vector holds.
   *
   * @param from of the same type
   */
  public final void copy(int row, ColumnVector from, int fromRow) {
    if (from.isNull(fromRow)) {
      setNull(row);
    } else {
      copyValue(row, from, fromRow);
    }
  }

  public abstract void copyValue(int row, ColumnVector from, int fromRow);

  void clear() {
    Arrays.fill(nulls, false);
  }

  /** Forgets what was set at {@code row}, the last one: the record turned out to be a reject. */
  void discard(int row) {
    nulls[row] = false;
  }

  /**
   * BOOLEAN (0 or 1), BIGINT, DATE (days since 1970-01-01), TIMESTAMP (microseconds since then, UTC)
   * and DECIMAL of up to 18 digits (unscaled).
   */
  public static final class Longs extends ColumnVector {
    private final long[] values;

    private Longs(int capacity) {
      super(capacity);
      this.values = new long[capacity];
    }

    public long value(int row) {
      return values[row];
    }

    public void set(int row, long value) {
      values[row] = value;
    }

    @Override
    public void copyValue(int row, ColumnVector from, int fromRow) {
      values[row] = ((Longs) from).values[fromRow];
    }

    @Override
    public int compare(int row, ColumnVector other, int otherRow) {
      return Long.compare(values[row], ((Longs) other).values[otherRow]);
    }
  }

  /** DECIMAL of more than 18 digits: the unscaled value as 128-bit two's complement. */
  public static final class WideDecimals extends ColumnVector {
    private final long[] high;
    private final long[] low;

    private WideDecimals(int capacity) {
      super(capacity);
      this.high = new long[capacity];
      this.low = new long[capacity];
    }

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

    @Override
    public void copyValue(int row, ColumnVector from, int fromRow) {
      WideDecimals decimals = (WideDecimals) from;
      set(row, decimals.high[fromRow], decimals.low[fromRow]);
    }

    @Override
    public int compare(int row, ColumnVector other, int otherRow) {
      WideDecimals decimals = (WideDecimals) other;
      return Wide.compare(high[row], low[row], decimals.high[otherRow], decimals.low[otherRow]);
    }
  }

  /** DOUBLE. */
  public static final class Doubles extends ColumnVector {
    private final double[] values;

    private Doubles(int capacity) {
      super(capacity);
      this.values = new double[capacity];
    }

    public double value(int row) {
      return values[row];
    }

    public void set(int row, double value) {
      values[row] = value;
    }

    @Override
    public void copyValue(int row, ColumnVector from, int fromRow) {
      values[row] = ((Doubles) from).values[fromRow];
    }

    @Override
    public int compare(int row, ColumnVector other, int otherRow) {
      double left = values[row];
      double right = ((Doubles) other).values[otherRow];
      return left == right ? 0 : Double.compare(left, right);
    }
  }

  /** VARCHAR and JSON: UTF-8 bytes, row after row in one array. Rows must be set in order. */
  public static final class Texts extends ColumnVector {
    private static final int USUAL_BYTES_PER_ROW = 16;
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private final int[] starts;
    private final int[] lengths;
    private byte[] bytes;
    private int used;
    private int lastRow = -1;

    private Texts(int capacity) {
      super(capacity);
      this.starts = new int[capacity];
      this.lengths = new int[capacity];
      this.bytes = new byte[capacity * USUAL_BYTES_PER_ROW];
    }

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

    public String text(int row) {
      return new String(bytes, starts[row], lengths[row], StandardCharsets.UTF_8);
    }

    /** Bytes of all texts together. */
    public int usedBytes() {
      return used;
    }

    public void append(int row, byte[] text, int from, int length) {
      if (length > bytes.length - used) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
      }
      System.arraycopy(text, from, bytes, used, length);
      starts[row] = used;
      lengths[row] = length;
      used += length;
      lastRow = row;
    }

    @Override
    public void copyValue(int row, ColumnVector from, int fromRow) {
      Texts texts = (Texts) from;
      append(row, texts.bytes, texts.starts[fromRow], texts.lengths[fromRow]);
    }

    @Override
    public int compare(int row, ColumnVector other, int otherRow) {
      Texts texts = (Texts) other;
      int start = starts[row];
      int otherStart = texts.starts[otherRow];
      return Arrays.compareUnsigned(
          bytes,
          start,
          start + lengths[row],
          texts.bytes,
          otherStart,
          otherStart + texts.lengths[otherRow]);
    }

    @Override
    void discard(int row) {
      super.discard(row);
      if (lastRow == row) {
        used = starts[row];
        lastRow = -1;
      }
    }

    @Override
    void clear() {
      super.clear();
      used = 0;
      lastRow = -1;
      if (bytes.length > MAX_KEPT_BYTES) {
        bytes = new byte[starts.length * USUAL_BYTES_PER_ROW];
      }
    }
  }
}
