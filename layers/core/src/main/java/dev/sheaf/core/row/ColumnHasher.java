package dev.sheaf.core.row;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Version 2, a column at a time over all rows of a batch. {@code docs/fingerprint.md} specifies it
 * for every language.
 *
 * <p>A row has two sums of 64 bits. To each of them a value that is not NULL adds a number that
 * {@link #mix} makes of it under the column's {@link ColumnKeys}. Then both sums together are
 * permuted (four rounds of a Feistel network), so that the hashes of rows tell nothing of what they
 * have in common. A value is one or more blocks of two words, and a number: numbers are one block; a
 * text is its UTF-8 bytes in blocks of 16, the number being its length.
 */
final class ColumnHasher extends RowHasher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK_BYTES = 2 * Long.BYTES;

  /** Few enough for their sums to stay in the fastest cache from column to column. */
  private static final int ROWS_AT_A_TIME = 256;

  /** 2^64 divided by the golden ratio: spreads lengths and scales over the seeds of values. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Keys of the first and of the last two rounds; no type has their tags. */
  private static final ColumnKeys FIRST_ROUNDS = ColumnKeys.of(0, "");

  private static final ColumnKeys LAST_ROUNDS = ColumnKeys.of(0xFF, "");

  private final ColumnType[] types;
  private final ColumnKeys[] keys;

  ColumnHasher(RowSchema schema) {
    this.types = schema.fields().stream().map(RowSchema.Field::type).toArray(ColumnType[]::new);
    this.keys = schema.fields().stream().map(ColumnKeys::of).toArray(ColumnKeys[]::new);
  }

  @Override
  void hash(RowBatch batch, long[] high, long[] low) {
    for (int from = 0; from < batch.rows(); from += ROWS_AT_A_TIME) {
      int to = Math.min(batch.rows(), from + ROWS_AT_A_TIME);
      sum(batch, from, to, high, low);
      for (int row = from; row < to; row++) {
        permute(row, high, low);
      }
    }
  }

  /** Sets the sums of some rows. */
  void sum(RowBatch batch, int from, int to, long[] high, long[] low) {
    Arrays.fill(high, from, to, 0);
    Arrays.fill(low, from, to, 0);
    for (int column = 0; column < types.length; column++) {
      add(types[column], batch.column(column), keys[column], from, to, high, low);
    }
  }

  private static void add(
      ColumnType type,
      ColumnVector values,
      ColumnKeys keys,
      int from,
      int to,
      long[] high,
      long[] low) {
    switch (type.kind()) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP ->
          addLongs((ColumnVector.Longs) values, keys, from, to, high, low);
      case DOUBLE -> addDoubles((ColumnVector.Doubles) values, keys, from, to, high, low);
      case DECIMAL -> {
        if (type.fitsLong()) {
          addDecimals((ColumnVector.Longs) values, type.scale(), keys, from, to, high, low);
        } else {
          addWide((ColumnVector.WideDecimals) values, type.scale(), keys, from, to, high, low);
        }
      }
      case VARCHAR, JSON -> addTexts((ColumnVector.Texts) values, keys, from, to, high, low);
    }
  }

  private static void addLongs(
      ColumnVector.Longs values, ColumnKeys keys, int from, int to, long[] high, long[] low) {
    for (int row = from; row < to; row++) {
      if (!values.isNull(row)) {
        addNumber(0, values.value(row), 0, keys, row, high, low);
      }
    }
  }

  private static void addDoubles(
      ColumnVector.Doubles values, ColumnKeys keys, int from, int to, long[] high, long[] low) {
    for (int row = from; row < to; row++) {
      if (!values.isNull(row)) {
        double value = values.value(row);
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        addNumber(0, bits, 0, keys, row, high, low);
      }
    }
  }

  private static void addDecimals(
      ColumnVector.Longs values,
      int columnScale,
      ColumnKeys keys,
      int from,
      int to,
      long[] high,
      long[] low) {
    for (int row = from; row < to; row++) {
      if (!values.isNull(row)) {
        int scale = columnScale;
        long unscaled = values.value(row);
        while (scale > 0 && unscaled % 10 == 0) {
          unscaled /= 10;
          scale--;
        }
        addNumber(unscaled >> Long.SIZE - 1, unscaled, scale, keys, row, high, low);
      }
    }
  }

  private static void addWide(
      ColumnVector.WideDecimals values,
      int columnScale,
      ColumnKeys keys,
      int from,
      int to,
      long[] high,
      long[] low) {
    for (int row = from; row < to; row++) {
      if (!values.isNull(row)) {
        long columnHigh = values.high(row);
        long columnLow = values.low(row);
        boolean negative = columnHigh < 0;
        long wideHigh = negative ? Wide.negateHigh(columnHigh, columnLow) : columnHigh;
        long wideLow = negative ? -columnLow : columnLow;
        int scale = columnScale;
        while (scale > 0 && Wide.lastDigit(wideHigh, wideLow) == 0) {
          wideLow = Wide.tenthLow(wideHigh, wideLow);
          wideHigh /= 10;
          scale--;
        }
        addNumber(
            negative ? Wide.negateHigh(wideHigh, wideLow) : wideHigh,
            negative ? -wideLow : wideLow,
            scale,
            keys,
            row,
            high,
            low);
      }
    }
  }

  private static void addNumber(
      long wordHigh, long wordLow, int scale, ColumnKeys keys, int row, long[] high, long[] low) {
    long turned = wordHigh ^ Long.rotateLeft(wordLow, 32);
    long seed = scale * SPREAD;
    high[row] += mix(wordLow ^ keys.first() + seed, turned ^ keys.firstTurned());
    low[row] += mix(wordLow ^ keys.second() + seed, turned ^ keys.secondTurned());
  }

  private static void addTexts(
      ColumnVector.Texts texts, ColumnKeys keys, int from, int to, long[] high, long[] low) {
    byte[] bytes = texts.bytes();
    long firstTurned = keys.firstTurned();
    long secondTurned = keys.secondTurned();
    for (int row = from; row < to; row++) {
      if (texts.isNull(row)) {
        continue;
      }
      int rest = texts.length(row);
      int at = texts.start(row);
      long first = keys.first() + rest * SPREAD;
      long second = keys.second() + rest * SPREAD;
      for (; rest > BLOCK_BYTES; rest -= BLOCK_BYTES, at += BLOCK_BYTES) {
        long word = (long) LONGS.get(bytes, at);
        long turned = (long) LONGS.get(bytes, at + Long.BYTES) ^ Long.rotateLeft(word, 32);
        first = mix(word ^ first, turned ^ firstTurned);
        second = mix(word ^ second, turned ^ secondTurned);
      }
      long word = lastWord(bytes, at, rest);
      long turned = lastWord(bytes, at + Long.BYTES, rest - Long.BYTES) ^ Long.rotateLeft(word, 32);
      high[row] += mix(word ^ first, turned ^ firstTurned);
      low[row] += mix(word ^ second, turned ^ secondTurned);
    }
  }

  /** A word of which so many bytes belong to the text; the others are 0. */
  private static long lastWord(byte[] bytes, int at, int length) {
    if (length >= Long.BYTES) {
      return (long) LONGS.get(bytes, at);
    }
    if (length <= 0) {
      return 0;
    }
    int others = Long.SIZE - length * Byte.SIZE;
    if (at + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, at) << others >>> others;
    }
    // The array ends with the text: the word that ends there, without what is before the text.
    return (long) LONGS.get(bytes, at + length - Long.BYTES) >>> others;
  }

  /** Makes the sums of a row its hash. */
  private static void permute(int row, long[] high, long[] low) {
    long left = high[row];
    long right = low[row];
    left += round(right, FIRST_ROUNDS.first(), FIRST_ROUNDS.firstTurned());
    right += round(left, FIRST_ROUNDS.second(), FIRST_ROUNDS.secondTurned());
    left += round(right, LAST_ROUNDS.first(), LAST_ROUNDS.firstTurned());
    right += round(left, LAST_ROUNDS.second(), LAST_ROUNDS.secondTurned());
    high[row] = left;
    low[row] = right;
  }

  private static long round(long half, long key, long turnedKey) {
    return mix(half ^ key, Long.rotateLeft(half, 32) ^ turnedKey);
  }

  /**
   * Both halves of the product of two unsigned numbers as one, and their sum. The product alone
   * would forget one number where the other is 0 or 2^64 - 1; and a signed product is nearly the
   * same for a number and its negative.
   */
  static long mix(long one, long other) {
    long productHigh = Math.multiplyHigh(one, other) + (one >> 63 & other) + (other >> 63 & one);
    return (one * other ^ productHigh) + one + other;
  }
}
