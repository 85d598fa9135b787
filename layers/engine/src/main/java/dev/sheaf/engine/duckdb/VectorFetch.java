package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.duckdb.DuckDBReadableVector;

/**
 * Carries the values of one column of a part back from DuckDB, many at a time: what {@link ColumnFeed}
 * wrote, so there is nothing that a column cannot hold.
 */
sealed interface VectorFetch {

  static VectorFetch of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, BIGINT -> new Longs("CAST(%s AS BIGINT)");
      case DATE -> new Longs("CAST(%s - DATE '1970-01-01' AS BIGINT)");
      case TIMESTAMP -> new Longs("epoch_us(%s)");
      case DOUBLE -> new Doubles();
      case DECIMAL -> type.fitsLong() ? narrow(type) : new WideDecimals();
      case VARCHAR, JSON -> new Texts();
    };
  }

  /** What to select for the column of that (quoted) name. */
  String expression(String name);

  /** Takes the first values of a vector, as the first ones of the target. */
  void read(DuckDBReadableVector values, int count, ColumnVector target);

  private static VectorFetch narrow(ColumnType type) {
    BigInteger unit = BigInteger.TEN.pow(type.scale());
    // The product has the column's scale behind the point as well: up to 36 digits.
    return new Longs(
        "CAST(CAST(%%s AS DECIMAL(38, %d)) * %s AS BIGINT)".formatted(type.scale(), unit));
  }

  /** Whatever is a long. */
  record Longs(String conversion) implements VectorFetch {
    @Override
    public String expression(String name) {
      return conversion.formatted(name);
    }

    @Override
    public void read(DuckDBReadableVector values, int count, ColumnVector target) {
      ColumnVector.Longs longs = (ColumnVector.Longs) target;
      for (int row = 0; row < count; row++) {
        if (values.isNull(row)) {
          longs.setNull(row);
        } else {
          longs.set(row, values.getLong(row));
        }
      }
    }
  }

  /** DOUBLE. */
  record Doubles() implements VectorFetch {
    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void read(DuckDBReadableVector values, int count, ColumnVector target) {
      ColumnVector.Doubles doubles = (ColumnVector.Doubles) target;
      for (int row = 0; row < count; row++) {
        if (values.isNull(row)) {
          doubles.setNull(row);
        } else {
          doubles.set(row, values.getDouble(row));
        }
      }
    }
  }

  /** DECIMAL of more digits than a long has. */
  record WideDecimals() implements VectorFetch {
    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void read(DuckDBReadableVector values, int count, ColumnVector target) {
      ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) target;
      for (int row = 0; row < count; row++) {
        BigDecimal value = values.isNull(row) ? null : values.getBigDecimal(row);
        if (value == null) {
          decimals.setNull(row);
        } else {
          BigInteger unscaled = value.unscaledValue();
          decimals.set(row, unscaled.shiftRight(Long.SIZE).longValueExact(), unscaled.longValue());
        }
      }
    }
  }

  /** VARCHAR and JSON. */
  record Texts() implements VectorFetch {
    @Override
    public String expression(String name) {
      return name;
    }

    @Override
    public void read(DuckDBReadableVector values, int count, ColumnVector target) {
      ColumnVector.Texts texts = (ColumnVector.Texts) target;
      for (int row = 0; row < count; row++) {
        String value = values.isNull(row) ? null : values.getString(row);
        if (value == null) {
          texts.setNull(row);
        } else {
          byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
          texts.append(row, utf8, 0, utf8.length);
        }
      }
    }
  }
}
