package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows given as canonical texts, null for NULL. Row {@code i} has offset {@code i * 10}. */
public final class TextRows implements RowSource {
  private final RowSchema schema;
  private final List<List<String>> rows;
  private int next;

  public TextRows(RowSchema schema, List<List<String>> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    while (next < rows.size() && !batch.isFull()) {
      List<String> row = rows.get(next);
      for (int column = 0; column < row.size(); column++) {
        set(
            schema.fields().get(column).type(),
            batch.column(column),
            batch.rows(),
            row.get(column));
      }
      batch.commitRow(next++ * 10L);
    }
  }

  private static void set(ColumnType type, ColumnVector vector, int row, String text) {
    if (text == null) {
      vector.setNull(row);
    } else if (vector instanceof ColumnVector.Longs longs) {
      longs.set(row, longOf(type, text));
    } else if (vector instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, Double.parseDouble(text));
    } else if (vector instanceof ColumnVector.WideDecimals decimals) {
      BigInteger unscaled = new BigDecimal(text).setScale(type.scale()).unscaledValue();
      decimals.set(row, unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
    } else if (vector instanceof ColumnVector.Texts texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.append(row, bytes, 0, bytes.length);
    }
  }

  private static long longOf(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> text.equals("true") ? 1 : 0;
      case BIGINT -> Long.parseLong(text);
      case DATE -> LocalDate.parse(text).toEpochDay();
      case TIMESTAMP ->
          ChronoUnit.MICROS.between(
              LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
              LocalDateTime.parse(text.substring(0, text.length() - 1)));
      case DECIMAL -> new BigDecimal(text).setScale(type.scale()).unscaledValue().longValueExact();
      case DOUBLE, VARCHAR, JSON -> throw new AssertionError(type);
    };
  }
}
