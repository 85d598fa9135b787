package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Carries the values of one column back from DuckDB, as {@link ColumnFeed} carries them there. What
 * a column of a dataset cannot hold fails in SQL, so that the row is known.
 */
public sealed interface ColumnFetch {
  /** As long as a record may be. */
  int MAX_TEXT_BYTES = 16 << 20;

  static ColumnFetch of(RowSchema.Field field) {
    ColumnType type = field.type();
    return switch (type.kind()) {
      case BOOLEAN -> new Longs("CAST(%1$s AS BIGINT)");
      case BIGINT -> new Longs("CAST(%1$s AS BIGINT)");
      case DATE -> new Longs(inCalendar(field, "DATE", "CAST(%1$s - DATE '1970-01-01' AS BIGINT)"));
      case TIMESTAMP -> new Longs(inCalendar(field, "TIMESTAMP", "epoch_us(%1$s)"));
      case DOUBLE -> new Doubles();
      case DECIMAL -> type.fitsLong() ? new Decimals() : new WideDecimals();
      case VARCHAR, JSON -> new Texts(field.name());
    };
  }

  /** What to select for the column of that (quoted) name. */
  String expression(String name);

  /**
   * Takes the value of the current row.
   *
   * @param column from 1
   */
  void read(ResultSet rows, int column, ColumnVector target, int row) throws SQLException;

  /** From year 1 to 9999, as in files. */
  private static String inCalendar(RowSchema.Field field, String type, String number) {
    return ("CASE WHEN %%1$s IS NULL THEN NULL"
            + " WHEN %%1$s >= %1$s '0001-01-01' AND %%1$s < %1$s '10000-01-01' THEN %2$s"
            + " ELSE CAST(error(%3$s) AS BIGINT) END")
        .formatted(type, number, message(field.name(), "is not in the years 1 to 9999"));
  }

  private static String message(String column, String what) {
    return SqlText.literal("column '%s' %s".formatted(column, what)).replace("%", "%%");
  }

  /** Whatever is a long. */
  record Longs(String conversion) implements ColumnFetch {
    @Override
    public String expression(String name) {
      return conversion.formatted(name);
    }

    @Override
    public void read(ResultSet rows, int column, ColumnVector target, int row) throws SQLException {
      long value = rows.getLong(column);
      if (rows.wasNull()) {
        target.setNull(row);
      } else {
        ((ColumnVector.Longs) target).set(row, value);
      }
    }
  }

  /** DOUBLE. */
  record Doubles() implements ColumnFetch {
    @Override
    public String expression(String name) {
      return "CAST(%s AS DOUBLE)".formatted(name);
    }

    @Override
    public void read(ResultSet rows, int column, ColumnVector target, int row) throws SQLException {
      double value = rows.getDouble(column);
      if (rows.wasNull()) {
        target.setNull(row);
      } else {
        ((ColumnVector.Doubles) target).set(row, value);
      }
    }
  }

  /** DECIMAL of up to 18 digits. */
  record Decimals() implements ColumnFetch {
    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void read(ResultSet rows, int column, ColumnVector target, int row) throws SQLException {
      BigDecimal value = rows.getBigDecimal(column);
      if (value == null) {
        target.setNull(row);
      } else {
        ((ColumnVector.Longs) target).set(row, value.unscaledValue().longValueExact());
      }
    }
  }

  /** DECIMAL of more digits than a long has. */
  record WideDecimals() implements ColumnFetch {
    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void read(ResultSet rows, int column, ColumnVector target, int row) throws SQLException {
      BigDecimal value = rows.getBigDecimal(column);
      if (value == null) {
        target.setNull(row);
        return;
      }
      BigInteger unscaled = value.unscaledValue();
      ((ColumnVector.WideDecimals) target)
          .set(row, unscaled.shiftRight(Long.SIZE).longValueExact(), unscaled.longValue());
    }
  }

  /** VARCHAR and JSON. */
  record Texts(String column) implements ColumnFetch {
    @Override
    public String expression(String name) {
      return "CASE WHEN strlen(CAST(%1$s AS VARCHAR)) > %2$d THEN error(%3$s) ELSE CAST(%1$s AS VARCHAR) END"
          .formatted(
              name, MAX_TEXT_BYTES, message(column, "is longer than " + MAX_TEXT_BYTES + " bytes"));
    }

    @Override
    public void read(ResultSet rows, int index, ColumnVector target, int row) throws SQLException {
      String value = rows.getString(index);
      if (value == null) {
        target.setNull(row);
      } else {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ((ColumnVector.Texts) target).append(row, text, 0, text.length);
      }
    }
  }
}
