package dev.sheaf.engine.result;

import dev.sheaf.engine.duckdb.QueryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a JDBC result. */
public final class JdbcRows implements RowCursor {
  private final ResultSet result;
  private final List<ResultColumn> columns;
  private final Function<SQLException, QueryException> failures;

  public JdbcRows(
      ResultSet result,
      List<ResultColumn> columns,
      Function<SQLException, QueryException> failures) {
    this.result = result;
    this.columns = columns;
    this.failures = failures;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    try {
      return result.next();
    } catch (SQLException e) {
      throw failures.apply(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      return JdbcValue.read(result, column + 1, columns.get(column).type());
    } catch (SQLException e) {
      throw failures.apply(e);
    }
  }
}
