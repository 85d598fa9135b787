package dev.sheaf.engine;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.RowBatch;
import dev.sheaf.core.record.RowSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/** The visible rows of a local part, in their order. The offset of a row is its place among them. */
public final class VisibleRows implements RowSource, AutoCloseable {
  private static final String TABLE = "part_rows";

  private final LockedDuckDb duckDb;
  private final RowSchema schema;
  private final List<VectorFetch> columns = new ArrayList<>();
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
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
    schema.fields().forEach(field -> columns.add(VectorFetch.of(field.type())));
    this.duckDb = LockedDuckDb.open(limits, scratch, List.of(part.resolveSibling("")));
    try {
      PartView.create(duckDb, new QueryTable(TABLE, schema, List.of(part)), List.of());
      this.statement =
          duckDb.connection().prepareStatement(select()).unwrap(DuckDBPreparedStatement.class);
      this.result = statement.query();
    } catch (SQLException e) {
      duckDb.close();
      throw unreadable(e);
    }
  }

  private String select() {
    List<String> expressions = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      String name = TABLE + "." + SqlText.name(schema.fields().get(column).name());
      expressions.add(columns.get(column).expression(name));
    }
    return "SELECT %s FROM %s".formatted(String.join(", ", expressions), TABLE);
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    try {
      while (batch.rows() == 0 && result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        int count = Math.toIntExact(chunk.rowCount());
        for (int column = 0; column < columns.size(); column++) {
          columns.get(column).read(chunk.vector(column), count, batch.column(column));
        }
        for (int row = 0; row < count; row++) {
          batch.commitRow(place++);
        }
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
    try (duckDb;
        statement;
        result) {
      // Closed in the order of a stack.
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close a part: " + e.getMessage(), e);
    }
  }
}
