package dev.sheaf.core.simulation;

import dev.sheaf.core.engine.PartWriter;
import dev.sheaf.core.record.ColumnVector;
import dev.sheaf.core.record.CsvWriter;
import dev.sheaf.core.record.RowBatch;
import dev.sheaf.core.record.RowSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small engine in plain Java: a part is a line per row, as {@link Row} writes it. The first line
 * differs from execution to execution, as Parquet files of two versions of an engine do, so that
 * whoever mixes up two executions is found out.
 */
final class PlainPartWriter implements PartWriter {

  @Override
  public long write(RowSource rows, Provenance provenance, Path file) {
    StringBuilder text = new StringBuilder().append(file.getParent().getFileName()).append('\n');
    RowBatch batch = new RowBatch(rows.schema());
    long written = 0;
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++, written++) {
        text.append(row(batch, row).line()).append('\n');
      }
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written;
  }

  /** As CSV, for these are rows of any columns. */
  @Override
  public long write(RowSource rows, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((file.getParent().getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
      CsvWriter csv = new CsvWriter(rows.schema(), out);
      RowBatch batch = new RowBatch(rows.schema());
      long written = 0;
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        csv.write(batch);
        written += batch.rows();
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(RowBatch batch, int row) {
    ColumnVector.Longs ids = (ColumnVector.Longs) batch.column(0);
    return new Row(batch.offset(row), ids.value(row), note(batch.column(1), row));
  }

  private static @Nullable String note(ColumnVector column, int row) {
    return column.isNull(row) ? null : ((ColumnVector.Texts) column).text(row);
  }
}
