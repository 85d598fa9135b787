package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * Carries the values of one column to DuckDB. Dates, times and decimals of a long go as integers and
 * get their type in SQL ({@link #expression}): no object per value.
 */
sealed interface ColumnFeed {

  static ColumnFeed of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new Booleans();
      case BIGINT -> new Longs("%s");
      case TIMESTAMP -> new Longs("make_timestamp(%s)");
      case DATE -> new Days();
      case DOUBLE -> new Doubles();
      case DECIMAL -> type.fitsLong() ? narrow(type) : new WideDecimals(type);
      case VARCHAR, JSON -> new Texts();
    };
  }

  /** Declares the column under a name. */
  void declare(DuckDBTableFunctionBindInfo info, String name) throws Exception;

  /** How the column of that (quoted) name becomes a value of its type. */
  String expression(String name);

  /** Writes some rows, from the first place on; NULLs are those that are not written. */
  void write(ColumnVector values, int from, int to, DuckDBWritableVector target);

  private static ColumnFeed narrow(ColumnType type) {
    if (type.scale() == 0) {
      return new Longs("CAST(%%s AS %s)".formatted(SqlText.type(type)));
    }
    String unit = BigDecimal.ONE.movePointLeft(type.scale()).toPlainString();
    return new Longs("CAST(%%s * %s AS %s)".formatted(unit, SqlText.type(type)));
  }

  /** BOOLEAN. */
  record Booleans() implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) {
      info.addResultColumn(name, DuckDBColumnType.BOOLEAN);
    }

    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.Longs longs = (ColumnVector.Longs) values;
      for (int row = from; row < to; row++) {
        if (!longs.isNull(row)) {
          target.setBoolean(row - from, longs.value(row) != 0);
        }
      }
    }
  }

  /** Whatever is 64 bits. */
  record Longs(String conversion) implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) {
      info.addResultColumn(name, DuckDBColumnType.BIGINT);
    }

    @Override
    public String expression(String name) {
      return conversion.formatted(name);
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.Longs longs = (ColumnVector.Longs) values;
      for (int row = from; row < to; row++) {
        if (!longs.isNull(row)) {
          target.setLong(row - from, longs.value(row));
        }
      }
    }
  }

  /** DATE. */
  record Days() implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) {
      info.addResultColumn(name, DuckDBColumnType.INTEGER);
    }

    @Override
    public String expression(String name) {
      return "make_date(%s)".formatted(name);
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.Longs longs = (ColumnVector.Longs) values;
      for (int row = from; row < to; row++) {
        if (!longs.isNull(row)) {
          target.setInt(row - from, Math.toIntExact(longs.value(row)));
        }
      }
    }
  }

  /** DOUBLE. */
  record Doubles() implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) {
      info.addResultColumn(name, DuckDBColumnType.DOUBLE);
    }

    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.Doubles doubles = (ColumnVector.Doubles) values;
      for (int row = from; row < to; row++) {
        if (!doubles.isNull(row)) {
          target.setDouble(row - from, doubles.value(row));
        }
      }
    }
  }

  /** DECIMAL of more digits than a long has. */
  record WideDecimals(ColumnType type) implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) throws Exception {
      try (DuckDBLogicalType decimal = DuckDBLogicalType.decimal(type.precision(), type.scale())) {
        info.addResultColumn(name, decimal);
      }
    }

    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
      for (int row = from; row < to; row++) {
        if (!decimals.isNull(row)) {
          target.setBigDecimal(row - from, value(decimals.high(row), decimals.low(row)));
        }
      }
    }

    private BigDecimal value(long high, long low) {
      if (high == low >> 63) {
        return BigDecimal.valueOf(low, type.scale());
      }
      byte[] bytes = new byte[16];
      for (int i = 0; i < 8; i++) {
        bytes[i] = (byte) (high >> 56 - 8 * i);
        bytes[8 + i] = (byte) (low >> 56 - 8 * i);
      }
      return new BigDecimal(new BigInteger(bytes), type.scale());
    }
  }

  /** Texts, as UTF-8 in one call for each batch. */
  record Texts() implements ColumnFeed {
    @Override
    public void declare(DuckDBTableFunctionBindInfo info, String name) {
      info.addResultColumn(name, DuckDBColumnType.VARCHAR);
    }

    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void write(ColumnVector values, int from, int to, DuckDBWritableVector target) {
      ColumnVector.Texts texts = (ColumnVector.Texts) values;
      byte[][] batch = new byte[to - from][];
      for (int row = from; row < to; row++) {
        if (!texts.isNull(row)) {
          int start = texts.start(row);
          batch[row - from] = Arrays.copyOfRange(texts.bytes(), start, start + texts.length(row));
        }
      }
      target.setStringUtf8Batch(0, batch);
    }
  }
}
