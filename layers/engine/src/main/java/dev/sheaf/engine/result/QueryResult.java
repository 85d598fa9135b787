package dev.sheaf.engine.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that has run to its end: what may go wrong in it has not. They lie in DuckDB,
 * within its limits, and are handed out one at a time. Until this is closed the connection runs
 * nothing else.
 */
public final class QueryResult implements RowCursor, AutoCloseable {
  private final Statement statement;
  private final RowCursor rows;
  private final long count;
  private final String digest;

  public QueryResult(Statement statement, RowCursor rows, long count, String digest) {
    this.statement = statement;
    this.rows = rows;
    this.count = count;
    this.digest = digest;
  }

  /** How many rows there are. */
  public long rows() {
    return count;
  }

  /**
   * Of all rows in their order: who gets the same again has the same rows before him. Of one release of
   * DuckDB only.
   */
  public String digest() {
    return digest;
  }

  @Override
  public List<ResultColumn> columns() {
    return rows.columns();
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.value(column);
  }

  @Override
  public void close() {
    try {
      ResultSet result = statement.getResultSet();
      if (result != null) {
        result.close();
      }
      statement.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close a result: " + e.getMessage(), e);
    }
  }
}
