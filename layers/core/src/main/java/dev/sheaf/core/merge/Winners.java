package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of each key the one that an upsert keeps: with the greatest value to compare by, NULL
 * being the least, then of the newest upload, then the last in it. That is a maximum, so it does not
 * matter in which order, or in how many steps, rows are compared.
 */
final class Winners implements RowSource {
  private static final int NONE = -1;

  private final RowSource rows;
  private final RowSchema schema;
  private final Uploads uploads;
  private final int[] key;
  private final int latestBy;
  private final int upload;
  private final RowBatch read;

  /** Holds the best row of a key while the batch that it came in is filled anew. */
  private final RowBatch saved;

  private @Nullable RowBatch best;
  private int bestRow;
  private int next;
  private boolean ended;

  /**
   * @param rows of the columns {@link Traced#byUpload} of {@code visible}, in the order of their keys
   */
  Winners(RowSource rows, Integration.Upsert upsert, RowSchema visible, Uploads uploads) {
    this.rows = rows;
    this.schema = Traced.bySource(visible);
    this.uploads = uploads;
    this.key = upsert.key().stream().mapToInt(name -> index(visible, name)).toArray();
    this.latestBy = upsert.latestBy() == null ? NONE : index(visible, upsert.latestBy());
    this.upload = visible.size();
    this.read = new RowBatch(rows.schema());
    this.saved = new RowBatch(rows.schema());
  }

  static int index(RowSchema schema, String name) {
    List<String> names = schema.fields().stream().map(field -> Column.fold(field.name())).toList();
    return names.indexOf(Column.fold(name));
  }

  /** The columns {@link Traced#bySource}. */
  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    while (!ended && !batch.isFull()) {
      if (next == read.rows()) {
        readMore();
      }
      if (next < read.rows()) {
        compare(next++, batch);
      } else {
        ended = true;
        emit(batch);
      }
    }
  }

  private void readMore() {
    if (best == read) {
      saved.clear();
      saved.copyRow(read, bestRow);
      saved.commitRow(read.offset(bestRow));
      hold(saved, 0);
    }
    rows.fill(read);
    next = 0;
  }

  private void compare(int row, RowBatch out) {
    RowBatch holder = best;
    if (holder != null) {
      int order = compareKeys(row, holder);
      if (order < 0) {
        throw new IllegalStateException(
            "rows are not in the order of their keys, at offset %d".formatted(read.offset(row)));
      }
      if (order > 0) {
        emit(out);
      } else if (!isBetter(row, holder)) {
        return;
      }
    }
    hold(read, row);
  }

  private int compareKeys(int row, RowBatch holder) {
    for (int column : key) {
      int order = read.column(column).compare(row, holder.column(column), bestRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private boolean isBetter(int row, RowBatch holder) {
    int order = latestBy == NONE ? 0 : compareLatest(row, holder);
    if (order == 0) {
      order = Integer.compare(rank(read, row), rank(holder, bestRow));
    }
    return order == 0 ? read.offset(row) > holder.offset(bestRow) : order > 0;
  }

  private int compareLatest(int row, RowBatch holder) {
    ColumnVector mine = read.column(latestBy);
    ColumnVector other = holder.column(latestBy);
    if (mine.isNull(row) || other.isNull(bestRow)) {
      return Boolean.compare(other.isNull(bestRow), mine.isNull(row));
    }
    return mine.compare(row, other, bestRow);
  }

  private int rank(RowBatch batch, int row) {
    return known(batch, row).rank();
  }

  private Uploads.Known known(RowBatch batch, int row) {
    return uploads.of(((ColumnVector.Longs) batch.column(upload)).value(row));
  }

  private void hold(RowBatch batch, int row) {
    best = batch;
    bestRow = row;
  }

  private void emit(RowBatch out) {
    RowBatch holder = best;
    if (holder == null) {
      return;
    }
    byte[] source = known(holder, bestRow).source();
    int at = out.rows();
    out.copyRow(holder, bestRow);
    ((ColumnVector.Texts) out.column(upload + 1)).append(at, source, 0, source.length);
    out.commitRow(holder.offset(bestRow));
    best = null;
  }
}
