package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;

/** Of the rows of a part those of some uploads, each with its source, in the order they have. */
final class PickedRows implements RowSource {
  private final RowSource rows;
  private final RowSchema schema;
  private final Uploads uploads;
  private final int upload;
  private final RowBatch read;
  private int next;

  /**
   * @param rows of the columns {@link Traced#byUpload} of {@code visible}
   * @param uploads whose rows are taken
   */
  PickedRows(RowSource rows, RowSchema visible, Uploads uploads) {
    this.rows = rows;
    this.schema = Traced.bySource(visible);
    this.uploads = uploads;
    this.upload = visible.size();
    this.read = new RowBatch(rows.schema());
  }

  /** The columns {@link Traced#bySource}. */
  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    while (!batch.isFull() && (next < read.rows() || readMore())) {
      pick(next++, batch);
    }
  }

  private boolean readMore() {
    rows.fill(read);
    next = 0;
    return read.rows() > 0;
  }

  private void pick(int row, RowBatch out) {
    long hash = ((ColumnVector.Longs) read.column(upload)).value(row);
    if (uploads.has(hash)) {
      byte[] source = uploads.of(hash).source();
      int at = out.rows();
      out.copyRow(read, row);
      ((ColumnVector.Texts) out.column(upload + 1)).append(at, source, 0, source.length);
      out.commitRow(read.offset(row));
    }
  }
}
