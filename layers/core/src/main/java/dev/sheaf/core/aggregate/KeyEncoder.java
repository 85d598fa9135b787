package dev.sheaf.core.aggregate;

import dev.sheaf.core.exact.Capacity;
import dev.sheaf.core.exact.SortableDouble;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the group of a row as bytes whose unsigned order is that of the groups: column by column,
 * numbers by value, texts by UTF-8 bytes, false before true, NaN after all doubles, and NULL last.
 *
 * <p>Each column is {@value #VALUE} and the value, or {@value #NULL}. A value that fits a long is 8
 * bytes, a wide decimal 16, big-endian with the sign bit turned; a double is its {@link
 * SortableDouble} in the same form, so -0.0 is 0.0; a text is its bytes with each zero byte followed
 * by {@value #ESCAPED}, then a zero byte and {@value #END}.
 */
final class KeyEncoder {
  static final byte VALUE = 1;
  static final byte NULL = 2;
  static final byte ESCAPED = 2;
  static final byte END = 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MAX_FIXED_BYTES = 1 + 2 * Long.BYTES;

  private final int[] columns;
  private byte[] bytes = new byte[64];
  private int length;

  KeyEncoder(List<StateLayout.Input> groupBy) {
    this.columns = groupBy.stream().mapToInt(StateLayout.Input::index).toArray();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Encodes the group of a row into {@link #bytes}; gives its length. */
  int encode(RowBatch batch, int row) {
    length = 0;
    for (int column : columns) {
      ensure(MAX_FIXED_BYTES);
      ColumnVector values = batch.column(column);
      if (values.isNull(row)) {
        bytes[length++] = NULL;
        continue;
      }
      bytes[length++] = VALUE;
      if (values instanceof ColumnVector.Texts texts) {
        putText(texts.bytes(), texts.start(row), texts.length(row));
      } else if (values instanceof ColumnVector.Longs longs) {
        putLong(longs.value(row) ^ Long.MIN_VALUE);
      } else if (values instanceof ColumnVector.Doubles doubles) {
        putLong(SortableDouble.encode(doubles.value(row)) ^ Long.MIN_VALUE);
      } else if (values instanceof ColumnVector.WideDecimals decimals) {
        putLong(decimals.high(row) ^ Long.MIN_VALUE);
        putLong(decimals.low(row));
      }
    }
    return length;
  }

  private void putLong(long value) {
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  private void putText(byte[] text, int start, int size) {
    ensure(2L * size + 2);
    byte[] to = bytes;
    int at = length;
    for (int i = start; i < start + size; i++) {
      byte next = text[i];
      to[at++] = next;
      if (next == 0) {
        to[at++] = ESCAPED;
      }
    }
    to[at++] = 0;
    to[at++] = END;
    length = at;
  }

  private void ensure(long more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Capacity.grown(bytes.length, Math.toIntExact(length + more)));
    }
  }
}
