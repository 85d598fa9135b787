package dev.sheaf.engine.duckdb;

import static dev.sheaf.engine.duckdb.PartChunks.column;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBReadableVector;

/** Rows of local parts, read and, if need be, sorted by a DuckDB of their own. */
final class PartFileRows implements PartReader.OpenRows {
  private static final List<String> PROVENANCE =
      List.of(ProvenanceColumns.UPLOAD, ProvenanceColumns.OFFSET);

  private static final List<String> UPLOAD_AND_OFFSET =
      List.of(column(ProvenanceColumns.UPLOAD), column(ProvenanceColumns.OFFSET));

  private final Path scratch;
  private final RowSchema visible;
  private final PartChunks chunks;

  private PartFileRows(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible, String clauses) {
    this.scratch = scratch;
    this.visible = visible;
    try {
      this.chunks =
          PartChunks.open(
              duckDb,
              files,
              new PartChunks.Selection(visible, PROVENANCE, UPLOAD_AND_OFFSET, clauses));
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  /**
   * The rows of a range of keys, in the order of their keys.
   *
   * @param duckDb may read the files; is closed with the rows
   * @param scratch where it sorts what does not fit in memory
   */
  static PartFileRows sorted(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible, KeyRange range) {
    String condition = KeyCondition.of(range, visible, PartChunks.TABLE);
    String order =
        range.columns().stream().map(PartChunks::column).collect(Collectors.joining(", "));
    String clauses = " WHERE %s ORDER BY %s".formatted(condition, order);
    return new PartFileRows(duckDb, scratch, files, visible, clauses);
  }

  /** All rows, in the order of the files, which one thread keeps. */
  static PartFileRows inOrder(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible) {
    return new PartFileRows(duckDb, scratch, files, visible, "");
  }

  @Override
  public RowSchema schema() {
    return Traced.byUpload(visible);
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    try {
      int rows = chunks.next(batch);
      if (rows > 0) {
        commit(rows, batch);
      }
    } catch (RuntimeException e) {
      throw translate(e);
    }
  }

  private void commit(int rows, RowBatch batch) {
    DuckDBReadableVector uploads = chunks.more(0);
    DuckDBReadableVector offsets = chunks.more(1);
    ColumnVector.Longs target = (ColumnVector.Longs) batch.column(visible.size());
    for (int row = 0; row < rows; row++) {
      target.set(row, uploads.getLong(row));
      batch.commitRow(offsets.getLong(row));
    }
  }

  private RuntimeException translate(Exception e) {
    return DiskFull.is(scratch, e)
        ? new ScratchFullException(scratch, e)
        : new IllegalStateException("cannot read rows: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    chunks.close();
  }
}
