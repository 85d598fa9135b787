package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The visible rows of a local part, in their order. The offset of a row is its place among them. */
public final class VisibleRows implements RowSource, AutoCloseable {
  private final RowSchema schema;
  private final PartChunks chunks;
  private long place;

  /**
   * Opens a part.
   *
   * @param scratch an existing folder for what does not fit in memory
   * @param schema the columns to read; one that the part does not have is NULL
   * @throws IllegalStateException if it is no Parquet file; so does {@link #fill}
   */
  public VisibleRows(EngineLimits limits, Path scratch, Path part, RowSchema schema) {
    this.schema = schema;
    LockedDuckDb duckDb = LockedDuckDb.open(limits, scratch, List.of(part.resolveSibling("")));
    try {
      this.chunks =
          PartChunks.open(
              duckDb, List.of(part), new PartChunks.Selection(schema, List.of(), List.of(), ""));
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    try {
      int rows = chunks.next(batch);
      for (int row = 0; row < rows; row++) {
        batch.commitRow(place++);
      }
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(Exception e) {
    return new IllegalStateException("the part cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    chunks.close();
  }
}
