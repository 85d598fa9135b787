package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.testing.PlainPartWriter;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.zone.ObservedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes of an aggregate a line per row. The first line differs from execution to execution, as
 * Parquet files of two versions of an engine do, so that whoever mixes up two executions is found
 * out.
 */
final class MarkedPartWriter extends PlainPartWriter {

  @Override
  public Written write(ObservedRows rows, Path file) {
    StringBuilder text = new StringBuilder().append(file.getParent().getFileName()).append('\n');
    RowBatch batch = new RowBatch(rows.schema());
    long written = 0;
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++, written++) {
        text.append(values(rows.schema(), batch, row)).append('\n');
      }
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(written, null);
  }

  private static @Nullable String note(ColumnVector column, int row) {
    return column.isNull(row) ? null : ((ColumnVector.Texts) column).text(row);
  }

  private static String values(RowSchema schema, RowBatch batch, int row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      ColumnVector column = batch.column(i);
      if (column instanceof ColumnVector.Texts) {
        values.add(Row.quoted(note(column, row)));
      } else {
        values.add(ValueText.of(schema.fields().get(i).type(), column, row));
      }
    }
    return String.join(" ", values);
  }
}
