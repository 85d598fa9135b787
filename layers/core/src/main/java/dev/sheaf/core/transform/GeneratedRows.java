package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of any schema, the same for the same seed: edge values, NULLs and values in between. */
final class GeneratedRows {
  private static final int ONE_NULL_IN = 8;
  private static final int ONE_EDGE_IN = 3;
  private static final long FIRST_DAY = -719_162; // 0001-01-01
  private static final long LAST_DAY = 2_932_896; // 9999-12-31
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    7,
    10,
    100,
    255,
    256,
    -32_768,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e300,
    -1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "abc",
          "a b",
          "0",
          "1",
          "-1.5",
          "1e3",
          "true",
          "2024-02-29",
          "2024-02-29 23:59:59",
          "NULL",
          "x,y;z",
          "it's",
          "\"q\"",
          "%_\\",
          "line\nline",
          "é",
          "한글",
          "🌾",
          "test",
          "z".repeat(300));
  private static final List<String> JSONS =
      List.of(
          "{}",
          "[]",
          "null",
          "0",
          "\"x\"",
          "{\"a\":1}",
          "{\"a\":{\"b\":[1,null,\"é\"]}}",
          "[1,2.5]");

  private final SplittableRandom random;

  private GeneratedRows(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A batch of this many rows; row n is at offset n. */
  static RowBatch of(RowSchema schema, int rows, long seed) {
    GeneratedRows generated = new GeneratedRows(seed);
    RowBatch batch = new RowBatch(schema);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < schema.size(); column++) {
        generated.set(schema.fields().get(column).type(), batch.column(column), row);
      }
      batch.commitRow(row);
    }
    return batch;
  }

  private void set(ColumnType type, ColumnVector target, int row) {
    if (random.nextInt(ONE_NULL_IN) == 0) {
      target.setNull(row);
      return;
    }
    if (target instanceof ColumnVector.Longs longs) {
      longs.set(row, longOf(type));
    } else if (target instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, isEdge() ? DOUBLES[random.nextInt(DOUBLES.length)] : doubleValue());
    } else if (target instanceof ColumnVector.WideDecimals decimals) {
      BigInteger value = decimal(type.precision());
      decimals.set(row, value.shiftRight(Long.SIZE).longValue(), value.longValue());
    } else if (target instanceof ColumnVector.Texts texts) {
      byte[] text = text(type).getBytes(StandardCharsets.UTF_8);
      texts.append(row, text, 0, text.length);
    }
  }

  private boolean isEdge() {
    return random.nextInt(ONE_EDGE_IN) == 0;
  }

  private long longOf(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> random.nextInt(2);
      case DATE -> day();
      case TIMESTAMP -> day() * MICROS_PER_DAY + random.nextLong(MICROS_PER_DAY);
      case DECIMAL -> decimal(type.precision()).longValueExact();
      case BIGINT, DOUBLE, VARCHAR, JSON ->
          isEdge()
              ? INTEGERS[random.nextInt(INTEGERS.length)]
              : random.nextLong() >> random.nextInt(Long.SIZE);
    };
  }

  private long day() {
    long[] edges = {FIRST_DAY, LAST_DAY, -1, 0, 19_782};
    return isEdge()
        ? edges[random.nextInt(edges.length)]
        : random.nextLong(FIRST_DAY, LAST_DAY + 1);
  }

  private double doubleValue() {
    return (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-3, 12));
  }

  /** Up to as many digits, all nines among them. */
  private BigInteger decimal(int precision) {
    int digits = random.nextInt(precision + 1);
    BigInteger bound = BigInteger.TEN.pow(digits);
    BigInteger value =
        isEdge()
            ? bound.subtract(BigInteger.ONE)
            : new BigInteger(Long.toUnsignedString(random.nextLong()))
                .multiply(new BigInteger(Long.toUnsignedString(random.nextLong())))
                .mod(bound);
    return random.nextBoolean() ? value : value.negate();
  }

  private String text(ColumnType type) {
    if (type.kind() == ColumnType.Kind.JSON) {
      return JSONS.get(random.nextInt(JSONS.size()));
    }
    return isEdge()
        ? Long.toString(random.nextLong(2_000) - 1_000)
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
