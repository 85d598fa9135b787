package dev.sheaf.engine.sql;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.RowsFailedException;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.engine.duckdb.BatchFeed;
import dev.sheaf.engine.duckdb.ColumnFetch;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.SqlErrors;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transform, prepared in a DuckDB of its own. */
final class DuckDbTransform implements RowTransform {
  private static final int TIMEOUT_SECONDS = 60;
  private static final int MAX_REASON = 300;

  private final LockedDuckDb duckDb;
  private final BatchFeed feed;
  private final String sql;
  private final RowSchema schema;
  private final List<ColumnFetch> columns;

  /** Null after a failure: then the driver has closed it. */
  private @Nullable PreparedStatement statement;

  /**
   * @param sql selects the columns as they are fetched, then the number of the row
   * @throws SQLException if it cannot be prepared
   */
  DuckDbTransform(
      LockedDuckDb duckDb, BatchFeed feed, String sql, RowSchema schema, List<ColumnFetch> columns)
      throws SQLException {
    this.duckDb = duckDb;
    this.feed = feed;
    this.sql = sql;
    this.schema = schema;
    this.columns = columns;
    this.statement = prepared();
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void apply(RowBatch rows, int from, int to, RowBatch out) {
    feed.set(rows, from, to);
    try (ResultSet result = prepared().executeQuery()) {
      read(result, rows, from, out);
    } catch (SQLException e) {
      closeStatement();
      throw failure(e);
    }
  }

  private PreparedStatement prepared() throws SQLException {
    if (statement == null) {
      statement = duckDb.connection().prepareStatement(sql);
      statement.setQueryTimeout(TIMEOUT_SECONDS);
    }
    return statement;
  }

  private void closeStatement() {
    try {
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close a transform: " + e.getMessage(), e);
    } finally {
      statement = null;
    }
  }

  private void read(ResultSet result, RowBatch rows, int from, RowBatch out) throws SQLException {
    int last = from - 1;
    while (result.next()) {
      int row = result.getInt(columns.size() + 1);
      if (row <= last) {
        throw new TransformException(
            "it gives more than one row for a row, or changes their order");
      }
      last = row;
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).read(result, i + 1, out.column(i), out.rows());
      }
      out.commitRow(rows.offset(row));
    }
  }

  private static RuntimeException failure(SQLException e) {
    String message = SqlErrors.firstLine(e);
    if (e instanceof SQLTimeoutException || message.startsWith("INTERRUPT")) {
      return new TransformException(
          "it takes more than %d s for %d rows".formatted(TIMEOUT_SECONDS, RowBatch.CAPACITY), e);
    }
    if (message.startsWith("INTERNAL") || message.startsWith("FATAL")) {
      return new TransformException("DuckDB failed: " + message, e);
    }
    String reason = message.replaceFirst("^Invalid Input Error: (?=column ')", "");
    return new RowsFailedException(
        reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…", e);
  }

  @Override
  public void close() {
    try {
      closeStatement();
    } finally {
      duckDb.close();
    }
  }
}
