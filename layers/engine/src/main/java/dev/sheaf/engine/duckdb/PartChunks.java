package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** What a SELECT over local parts gives, chunk by chunk; each fits into a batch. */
final class PartChunks implements AutoCloseable {
  /** Name of the parts in the SELECT. */
  static final String TABLE = "part_rows";

  /**
   * What to select.
   *
   * @param visible the columns to read; one that the parts do not have is NULL
   * @param provenance names of {@link ProvenanceColumns} that the SELECT may use
   * @param more expressions to select after the columns
   * @param clauses what follows FROM, or nothing
   */
  record Selection(RowSchema visible, List<String> provenance, List<String> more, String clauses) {
    Selection {
      provenance = List.copyOf(provenance);
      more = List.copyOf(more);
    }

    private String sql(List<VectorFetch> columns) {
      List<String> expressions = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        expressions.add(columns.get(i).expression(column(visible.fields().get(i).name())));
      }
      expressions.addAll(more);
      return "SELECT %s FROM %s%s".formatted(String.join(", ", expressions), TABLE, clauses);
    }
  }

  private final LockedDuckDb duckDb;
  private final List<VectorFetch> columns;
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;

  private PartChunks(
      LockedDuckDb duckDb,
      List<VectorFetch> columns,
      DuckDBPreparedStatement statement,
      DuckDBChunkedResult result) {
    this.duckDb = duckDb;
    this.columns = columns;
    this.statement = statement;
    this.result = result;
  }

  /**
   * Begins to read.
   *
   * @param duckDb may read the files; is closed with the chunks, or if this fails
   */
  static PartChunks open(LockedDuckDb duckDb, List<Path> files, Selection selection)
      throws SQLException {
    try {
      RowSchema visible = selection.visible();
      PartView.create(duckDb, new QueryTable(TABLE, visible, files), selection.provenance());
      List<VectorFetch> columns =
          visible.fields().stream().map(field -> VectorFetch.of(field.type())).toList();
      DuckDBPreparedStatement statement =
          duckDb
              .connection()
              .prepareStatement(selection.sql(columns))
              .unwrap(DuckDBPreparedStatement.class);
      return new PartChunks(duckDb, columns, statement, statement.query());
    } catch (SQLException e) {
      duckDb.close();
      throw e;
    }
  }

  /** A column of the parts, as the SELECT may name it. */
  static String column(String name) {
    return TABLE + "." + SqlText.name(name);
  }

  /**
   * Takes the values of the next chunk that is not empty. They count once the rows are committed.
   *
   * @param batch empty
   * @return how many rows; 0: there are no more
   */
  int next(RowBatch batch) {
    while (result.nextChunk()) {
      DuckDBDataChunkReader chunk = result.chunk();
      int rows = Math.toIntExact(chunk.rowCount());
      if (rows > 0) {
        for (int column = 0; column < columns.size(); column++) {
          columns.get(column).read(chunk.vector(column), rows, batch.column(column));
        }
        return rows;
      }
    }
    return 0;
  }

  /** Of the chunk read last, what was selected after the columns. */
  DuckDBReadableVector more(int index) {
    return result.chunk().vector(columns.size() + (long) index);
  }

  @Override
  public void close() {
    try (duckDb;
        statement;
        result) {
      // Closed in the order of a stack.
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close parts: " + e.getMessage(), e);
    }
  }
}
