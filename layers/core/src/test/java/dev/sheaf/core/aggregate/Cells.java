package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lists, for tests: Double, String and, for all other types, the BigInteger that stands for
 * the value; null for NULL.
 */
public final class Cells {
  private Cells() {}

  /** Batches of at most this many rows. */
  static List<RowBatch> batches(
      RowSchema schema, List<? extends List<? extends @Nullable Object>> rows, int size) {
    List<RowBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      RowBatch batch = new RowBatch(schema);
      for (List<?> row : rows.subList(from, Math.min(rows.size(), from + size))) {
        for (int column = 0; column < row.size(); column++) {
          set(batch.column(column), batch.rows(), row.get(column));
        }
        batch.commitRow(batch.rows());
      }
      batches.add(batch);
    }
    return batches;
  }

  public static void set(ColumnVector vector, int row, @Nullable Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (vector instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, (Double) value);
    } else if (vector instanceof ColumnVector.Texts texts) {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      texts.append(row, bytes, 0, bytes.length);
    } else if (vector instanceof ColumnVector.Longs longs) {
      longs.set(row, ((BigInteger) value).longValueExact());
    } else if (vector instanceof ColumnVector.WideDecimals decimals) {
      BigInteger unscaled = (BigInteger) value;
      decimals.set(row, unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
    }
  }

  static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    } else if (vector instanceof ColumnVector.Doubles doubles) {
      return doubles.value(row);
    } else if (vector instanceof ColumnVector.Texts texts) {
      return texts.text(row);
    } else if (vector instanceof ColumnVector.Longs longs) {
      return BigInteger.valueOf(longs.value(row));
    }
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) vector;
    return BigInteger.valueOf(decimals.high(row))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(decimals.low(row))));
  }

  static List<List<@Nullable Object>> read(RowSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    RowBatch batch = new RowBatch(source.schema());
    for (source.fill(batch); batch.rows() > 0; source.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int column = 0; column < source.schema().size(); column++) {
          cells.add(value(batch.column(column), row));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  static RowSchema schema(String... namesAndTypes) {
    List<RowSchema.Field> fields = new ArrayList<>();
    for (String field : namesAndTypes) {
      int space = field.indexOf(' ');
      fields.add(
          new RowSchema.Field(
              field.substring(0, space), ColumnType.parse(field.substring(space + 1))));
    }
    return new RowSchema(fields);
  }
}
