package dev.sheaf.core.testing;

import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.record.CsvWriter;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.zone.ObservedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small engine in plain Java: {@link PlainParts}, and of an aggregate the CSV text of its rows. */
public class PlainPartWriter implements PartWriter {

  @Override
  public Written write(ObservedRows rows, Provenance provenance, Path file) {
    return new Written(PlainParts.write(rows, provenance, file), null);
  }

  @Override
  public Written writeSorted(
      ObservedRows rows, Provenance provenance, List<String> key, Path file) {
    return new Written(PlainParts.writeSorted(rows, provenance, key, file), null);
  }

  @Override
  public Written writeTraced(ObservedRows rows, Path file) {
    return new Written(PlainParts.writeTraced(rows, file), null);
  }

  @Override
  public Written write(ObservedRows rows, Path file) {
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
      return new Written(written, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
