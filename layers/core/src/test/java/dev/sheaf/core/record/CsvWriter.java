package dev.sheaf.core.record;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows as RFC 4180 text: comma, double quotes where needed, LF, names of the columns first.
 * NULL is an empty field, the empty text is {@code ""}, all else is {@link ValueText}. A CSV source
 * with nothing declared reads the same rows back, but for one case: NULL in a table of a single
 * column is a blank line, which readers skip.
 */
public final class CsvWriter {
  private final RowSchema schema;
  private final OutputStream target;

  /** Writes the header. */
  public CsvWriter(RowSchema schema, OutputStream target) throws IOException {
    this.schema = schema;
    this.target = target;
    List<RowSchema.Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      separate(i);
      byte[] name = fields.get(i).name().getBytes(StandardCharsets.UTF_8);
      writeText(name, 0, name.length);
    }
    target.write('\n');
  }

  /** Writes all rows of the batch. */
  public void write(RowBatch batch) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      for (int column = 0; column < schema.size(); column++) {
        separate(column);
        if (!batch.column(column).isNull(row)) {
          writeValue(batch, column, row);
        }
      }
      target.write('\n');
    }
  }

  private void separate(int column) throws IOException {
    if (column > 0) {
      target.write(',');
    }
  }

  private void writeValue(RowBatch batch, int column, int row) throws IOException {
    if (batch.column(column) instanceof ColumnVector.Texts texts) {
      writeText(texts.bytes(), texts.start(row), texts.length(row));
      return;
    }
    String text = ValueText.of(schema.fields().get(column).type(), batch.column(column), row);
    target.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void writeText(byte[] bytes, int start, int length) throws IOException {
    if (length > 0 && !needsQuotes(bytes, start, start + length)) {
      target.write(bytes, start, length);
      return;
    }
    target.write('"');
    for (int i = start; i < start + length; i++) {
      if (bytes[i] == '"') {
        target.write('"');
      }
      target.write(bytes[i]);
    }
    target.write('"');
  }

  private static boolean needsQuotes(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"' || bytes[i] == ',' || bytes[i] == '\n' || bytes[i] == '\r') {
        return true;
      }
    }
    return false;
  }
}
