package dev.sheaf.core.aggregate;

import dev.sheaf.core.exact.Capacity;
import dev.sheaf.core.exact.DamagedStateException;
import dev.sheaf.core.exact.SortableDouble;
import dev.sheaf.core.exact.StateInput;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link KeyEncoder} wrote into the first columns of a result. */
final class KeyDecoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int columns;
  private final StateInput in = new StateInput();
  private byte[] text = {};

  /**
   * Decodes the group of the row that is next in the result.
   *
   * @param columns how many a group has
   */
  KeyDecoder(int columns) {
    this.columns = columns;
  }

  void decode(byte[] key, int length, RowBatch result) {
    in.reset(key, 0, length);
    for (int column = 0; column < columns; column++) {
      ColumnVector values = result.column(column);
      switch (next()) {
        case KeyEncoder.NULL -> values.setNull(result.rows());
        case KeyEncoder.VALUE -> value(values, result.rows());
        default -> throw new DamagedStateException("a group begins with an unknown byte");
      }
    }
    if (in.hasMore()) {
      throw new DamagedStateException("a group is longer than its columns");
    }
  }

  private void value(ColumnVector values, int row) {
    if (values instanceof ColumnVector.Texts texts) {
      text(texts, row);
    } else if (values instanceof ColumnVector.Longs longs) {
      longs.set(row, nextLong() ^ Long.MIN_VALUE);
    } else if (values instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, SortableDouble.decode(nextLong() ^ Long.MIN_VALUE));
    } else if (values instanceof ColumnVector.WideDecimals decimals) {
      decimals.set(row, nextLong() ^ Long.MIN_VALUE, nextLong());
    }
  }

  private void text(ColumnVector.Texts texts, int row) {
    if (text.length < in.remaining()) {
      text = new byte[Capacity.grown(text.length, in.remaining())];
    }
    int length = 0;
    byte next = next();
    while (next != 0 || next() == KeyEncoder.ESCAPED) {
      text[length++] = next;
      next = next();
    }
    texts.append(row, text, 0, length);
  }

  private byte next() {
    return in.byteAt(in.skip(1) - 1);
  }

  private long nextLong() {
    return (long) LONGS.get(in.bytes(), in.skip(Long.BYTES) - Long.BYTES);
  }
}
