package dev.sheaf.core.testing;

import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.record.CsvWriter;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small engine in plain Java: {@link PlainParts}, and of an aggregate the CSV text of its rows. */
public class PlainPartWriter implements PartWriter {

  @Override
  public long write(RowSource rows, Provenance provenance, Path file) {
    return PlainParts.write(rows, provenance, file);
  }

  @Override
  public long writeSorted(RowSource rows, Provenance provenance, List<String> key, Path file) {
    return PlainParts.writeSorted(rows, provenance, key, file);
  }

  @Override
  public long writeTraced(RowSource rows, Path file) {
    return PlainParts.writeTraced(rows, file);
  }

  @Override
  public long write(RowSource rows, Path file) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      CsvWriter csv = new CsvWriter(rows.schema(), text);
      RowBatch batch = new RowBatch(rows.schema());
      long written = 0;
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        csv.write(batch);
        written += batch.rows();
      }
      Files.write(file, text.toByteArray());
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
