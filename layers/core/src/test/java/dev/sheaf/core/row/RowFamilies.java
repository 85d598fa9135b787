package dev.sheaf.core.row;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are all different, but only just: those that a weak hash mixes up. No two families have
 * a row in common.
 */
final class RowFamilies {
  private RowFamilies() {}

  /** Sets the columns of a row by its number. */
  private interface Setter {
    void set(RowBatch batch, int row, long number);
  }

  /** The rows by number. */
  private static final class Numbered implements RowSource {
    private final RowSchema schema;
    private final long count;
    private final Setter setter;
    private long next;

    Numbered(RowSchema schema, long count, Setter setter) {
      this.schema = schema;
      this.count = count;
      this.setter = setter;
    }

    @Override
    public RowSchema schema() {
      return schema;
    }

    @Override
    public void fill(RowBatch batch) {
      batch.clear();
      while (!batch.isFull() && next < count) {
        setter.set(batch, batch.rows(), next++);
        batch.commitRow(0);
      }
    }
  }

  /** About a million rows. */
  static List<RowSource> some() {
    return List.of(
        grid(8), sparse(3), permuted(8), doubles(150_000), texts(150_000), decimals(100_000));
  }

  /** A thousand million rows. */
  static List<RowSource> many() {
    return List.of(
        grid(13),
        sparse(5),
        permuted(11),
        doubles(150_000_000),
        texts(150_000_000),
        decimals(116_063_711));
  }

  /**
   * Two columns of whole numbers, each with each: near-equal values, both signs, and every pair both
   * ways round.
   *
   * @param bits of the numbers, without the sign
   */
  private static RowSource grid(int bits) {
    long side = 2L << bits;
    return new Numbered(
        schema("a bigint", "b bigint"),
        side * side,
        (batch, row, number) -> {
          longs(batch, 0).set(row, number / side - side / 2);
          longs(batch, 1).set(row, number % side - side / 2);
        });
  }

  /**
   * Two columns of which so many bits are set in all, or fewer, and a third that tells these rows
   * from those of the grid by being 0 instead of NULL.
   */
  private static RowSource sparse(int bits) {
    Choice choice = new Choice(bits);
    return new Numbered(
        schema("a bigint", "b bigint", "c bigint"),
        upTo(128, bits),
        (batch, row, number) -> {
          longs(batch, 0).set(row, choice.word(0));
          longs(batch, 1).set(row, choice.word(64));
          longs(batch, 2).set(row, 0);
          choice.next();
        });
  }

  /** Bits that are chosen out of 128: first none, then every single one, every two of them, and on. */
  private static final class Choice {
    private final int[] places;
    private int chosen;

    Choice(int most) {
      this.places = new int[most + 1];
    }

    long word(int from) {
      long word = 0;
      for (int i = 0; i < chosen; i++) {
        if (places[i] >= from && places[i] < from + 64) {
          word |= 1L << places[i];
        }
      }
      return word;
    }

    void next() {
      int moved = 0;
      while (moved < chosen
          && places[moved] + 1 == (moved + 1 < chosen ? places[moved + 1] : 128)) {
        moved++;
      }
      if (moved == chosen) {
        places[chosen++] = moved;
      } else {
        places[moved]++;
      }
      for (int i = 0; i < moved; i++) {
        places[i] = i;
      }
    }
  }

  private static long upTo(int places, int chosen) {
    long all = 0;
    long ways = 1;
    for (int n = 0; n <= chosen; n++) {
      all += ways;
      ways = ways * (places - n) / (n + 1);
    }
    return all;
  }

  /** So many columns of the same values, in every order. */
  private static RowSource permuted(int columns) {
    List<String> names = new ArrayList<>();
    long count = 1;
    for (int i = 1; i <= columns; i++) {
      names.add("p" + i + " bigint");
      count *= i;
    }
    int[] values = new int[columns];
    return new Numbered(
        schema(names.toArray(String[]::new)),
        count,
        (batch, row, number) -> {
          permutation(number, values);
          for (int column = 0; column < values.length; column++) {
            longs(batch, column).set(row, values[column]);
          }
        });
  }

  private static void permutation(long number, int[] values) {
    long rest = number;
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) (rest % (i + 1));
      rest /= i + 1;
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /** Halves of both signs, around 0. */
  private static RowSource doubles(long count) {
    return new Numbered(
        schema("d double"),
        count,
        (batch, row, number) ->
            ((ColumnVector.Doubles) batch.column(0)).set(row, (number - count / 2) * 0.5));
  }

  /** Texts of digits, from empty to some that take two blocks: zeros in front of the number, or not. */
  private static RowSource texts(long count) {
    byte[] digits = "00000000000000000000000000000".getBytes(StandardCharsets.US_ASCII);
    return new Numbered(
        schema("t varchar"),
        count,
        (batch, row, number) -> {
          int length = 0;
          for (long rest = number; rest > 0; rest /= 10) {
            digits[digits.length - ++length] = (byte) ('0' + rest % 10);
          }
          int zeros = number % 2 == 0 ? 0 : digits.length - length;
          for (int i = 0; i < zeros; i++) {
            digits[i] = '0';
          }
          ((ColumnVector.Texts) batch.column(0))
              .append(row, digits, digits.length - length - zeros, length + zeros);
        });
  }

  /** Prices, of both signs, and the same digits as a wide decimal with other rows. */
  private static RowSource decimals(long count) {
    return new Numbered(
        schema("m decimal(18,2)", "w decimal(38,4)"),
        count,
        (batch, row, number) -> {
          long value = (number >> 1) - count / 4;
          if (number % 2 == 0) {
            longs(batch, 0).set(row, value);
            batch.column(1).setNull(row);
          } else {
            batch.column(0).setNull(row);
            ((ColumnVector.WideDecimals) batch.column(1)).set(row, value >> 63, value);
          }
        });
  }

  static ColumnVector.Longs longs(RowBatch batch, int column) {
    return (ColumnVector.Longs) batch.column(column);
  }

  /** A schema of columns, each as its name and type. */
  static RowSchema schema(String... columns) {
    List<RowSchema.Field> fields = new ArrayList<>();
    for (String column : columns) {
      int space = column.indexOf(' ');
      fields.add(
          new RowSchema.Field(
              column.substring(0, space), ColumnType.parse(column.substring(space + 1))));
    }
    return new RowSchema(fields);
  }
}
