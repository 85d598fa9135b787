package dev.sheaf.engine.sql;

import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.PartView;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.duckdb.SqlText;
import dev.sheaf.engine.result.JdbcRows;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.engine.result.ResultColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs checked SELECTs on tables made of parts. {@code SELECT * FROM t} gives the rows in the order
 * of the parts, and within a part as they were written.
 *
 * <p>The whole result is computed before its first row is handed out: a streamed result may lose the
 * errors that come late. It lies in a table of its own, so memory and disk stay within the limits of
 * the connection. With one thread, the same query on the same parts gives the same rows in the same
 * order, ties of an ORDER BY included: how it is run does not depend on how much of it is wanted. For
 * that, the rows of a UNION are sorted where the query does not say how; what is made of them in its
 * inside, such as {@code list} or LIMIT over a UNION, may still differ.
 */
public final class SqlQuery {
  /** No dataset begins like this. */
  private static final String RESULT = SqlText.name("_result");

  private final LockedDuckDb duckDb;
  private final QueryLimits limits;

  /**
   * @param duckDb may read the folders of the parts
   */
  public SqlQuery(LockedDuckDb duckDb, QueryLimits limits) {
    this.duckDb = duckDb;
    this.limits = limits;
  }

  /**
   * Runs the query. An earlier result of this connection must have been closed.
   *
   * @param tables one for each name that the query reads
   * @throws QueryException if it fails or takes more than its limits
   */
  public QueryResult run(SelectStatement select, List<QueryTable> tables) {
    try {
      for (QueryTable table : tables) {
        PartView.create(duckDb, table, select.provenance());
      }
      compute(select);
      return result();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** As a subquery it cannot write, and the line break ends a comment. */
  private void compute(SelectStatement select) throws SQLException {
    try (Statement statement = duckDb.connection().createStatement()) {
      statement.setQueryTimeout((int) limits.timeout().toSeconds());
      statement.execute(
          "CREATE OR REPLACE TEMP TABLE %s AS SELECT * FROM (%s\n) AS q%s LIMIT %d"
              .formatted(
                  RESULT,
                  select.text(),
                  select.orderIsByChance() ? " ORDER BY ALL" : "",
                  limits.maxRows() + 1));
    }
  }

  private QueryResult result() throws SQLException {
    long count = Long.parseLong(duckDb.queryText("SELECT count(*) FROM " + RESULT));
    if (count > limits.maxRows()) {
      throw new QueryException(
          "the result has more than %d rows; add a LIMIT or select less"
              .formatted(limits.maxRows()));
    }
    String digest = digest();
    Statement statement = duckDb.connection().createStatement();
    try {
      ResultSet rows = statement.executeQuery("SELECT * FROM " + RESULT);
      JdbcRows cursor = new JdbcRows(rows, columns(rows.getMetaData()), this::failure);
      return new QueryResult(statement, cursor, count, digest);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** The outer hash ties a row to its place: DuckDB's of several values is an exclusive or. */
  private String digest() throws SQLException {
    return duckDb.queryText(
        "SELECT concat(bit_xor(hash(hash(rowid, %1$s)))) FROM %1$s".formatted(RESULT));
  }

  private QueryException failure(SQLException e) {
    return SqlErrors.translate(e, duckDb.limits(), limits.timeout());
  }

  private static List<ResultColumn> columns(ResultSetMetaData metaData) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(new ResultColumn(metaData.getColumnName(i), metaData.getColumnTypeName(i)));
    }
    return columns;
  }
}
