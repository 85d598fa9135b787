package dev.sheaf.core.row;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the values of a row in the encoding that {@link RowHasher} documents. */
final class RowEncoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MAX_FIXED_BYTES = 1 + 2 * Long.BYTES;

  private final ColumnType[] types;
  private final ColumnType.Kind[] kinds;
  private final byte[][] prefixes;
  private byte[] bytes = new byte[1024];
  private int length;

  RowEncoder(RowSchema schema) {
    this.types = schema.fields().stream().map(RowSchema.Field::type).toArray(ColumnType[]::new);
    this.kinds = Arrays.stream(types).map(ColumnType::kind).toArray(ColumnType.Kind[]::new);
    this.prefixes = schema.fields().stream().map(RowEncoder::prefix).toArray(byte[][]::new);
  }

  /** The byte that stands for a type; part of the format, never to change. */
  static byte tag(ColumnType.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> 1;
      case BIGINT -> 2;
      case DOUBLE -> 3;
      case DECIMAL -> 4;
      case DATE -> 5;
      case TIMESTAMP -> 6;
      case VARCHAR -> 7;
      case JSON -> 8;
    };
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void append(int column, ColumnVector values, int row) {
    byte[] prefix = prefixes[column];
    ensure(prefix.length + MAX_FIXED_BYTES);
    System.arraycopy(prefix, 0, bytes, length, prefix.length);
    length += prefix.length;
    switch (kinds[column]) {
      case BOOLEAN -> bytes[length++] = (byte) ((ColumnVector.Longs) values).value(row);
      case BIGINT, DATE, TIMESTAMP -> putLong(((ColumnVector.Longs) values).value(row));
      case DOUBLE -> putDouble(((ColumnVector.Doubles) values).value(row));
      case DECIMAL -> putDecimal(types[column].scale(), values, row);
      case VARCHAR, JSON -> putText((ColumnVector.Texts) values, row);
    }
  }

  private static byte[] prefix(RowSchema.Field field) {
    byte[] name = RowHasher.folded(field).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + name.length + 1)
        .putInt(name.length)
        .put(name)
        .put(tag(field.type().kind()))
        .array();
  }

  private void putLong(long value) {
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  private void putDouble(double value) {
    putLong(Double.doubleToLongBits(value == 0 ? 0.0 : value));
  }

  private void putDecimal(int columnScale, ColumnVector values, int row) {
    if (values instanceof ColumnVector.WideDecimals decimals) {
      putWide(columnScale, decimals.high(row), decimals.low(row));
      return;
    }
    int scale = columnScale;
    long unscaled = ((ColumnVector.Longs) values).value(row);
    while (scale > 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
    bytes[length++] = (byte) scale;
    putLong(unscaled >> Long.SIZE - 1);
    putLong(unscaled);
  }

  private void putWide(int columnScale, long columnHigh, long columnLow) {
    boolean negative = columnHigh < 0;
    long high = negative ? Wide.negateHigh(columnHigh, columnLow) : columnHigh;
    long low = negative ? -columnLow : columnLow;
    int scale = columnScale;
    while (scale > 0 && Wide.lastDigit(high, low) == 0) {
      low = Wide.tenthLow(high, low);
      high /= 10;
      scale--;
    }
    bytes[length++] = (byte) scale;
    putLong(negative ? Wide.negateHigh(high, low) : high);
    putLong(negative ? -low : low);
  }

  private void putText(ColumnVector.Texts texts, int row) {
    int size = texts.length(row);
    ensure(Integer.BYTES + size);
    INTS.set(bytes, length, size);
    System.arraycopy(texts.bytes(), texts.start(row), bytes, length + Integer.BYTES, size);
    length += Integer.BYTES + size;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
