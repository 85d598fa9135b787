package dev.sheaf.bench.contender;

import dev.sheaf.bench.orders.OrderColumns;
import dev.sheaf.bench.orders.Truth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * DuckDB's own readers on one thread, types given. It reads only the columns that a query names, so
 * the query counts the values of each: then all are converted.
 */
final class DuckDbContender implements Contender {
  private static final String COUNTS =
      OrderColumns.NAMES.stream().map("count(%s)"::formatted).collect(Collectors.joining(", "));
  private static final String TYPES =
      IntStream.range(0, OrderColumns.NAMES.size())
          .mapToObj(
              i -> "%s: '%s'".formatted(OrderColumns.NAMES.get(i), OrderColumns.SQL_TYPES.get(i)))
          .collect(Collectors.joining(", ", "{", "}"));

  private final String groups;
  private final String rejects;

  private DuckDbContender(String groups, String rejects) {
    this.groups = groups;
    this.rejects = rejects;
  }

  /** Bad records go to DuckDB's table of rejects, an entry per error. */
  static DuckDbContender csv() {
    return new DuckDbContender(
        "SELECT category, sum(price), count(*), "
            + COUNTS
            + " FROM read_csv('%s', columns="
            + TYPES
            + ", header=true, delim=',', quote='\"', escape='\"', new_line='\\n', auto_detect=false,"
            + " store_rejects=true, rejects_limit=0) GROUP BY category",
        "SELECT count(DISTINCT line) FROM reject_errors");
  }

  /**
   * What cannot be converted becomes NULL, a malformed line a row of NULLs; so a row with a NULL in
   * a required column counts as a reject.
   */
  static DuckDbContender ndjson() {
    String bad =
        OrderColumns.NAMES.stream()
            .filter(name -> !name.equals("note"))
            .map("%s IS NULL"::formatted)
            .collect(Collectors.joining(" OR "));
    return new DuckDbContender(
        "SELECT CASE WHEN "
            + bad
            + " THEN NULL ELSE category END AS good, sum(price), count(*), "
            + COUNTS
            + " FROM read_ndjson('%s', columns="
            + TYPES
            + ", ignore_errors=true) GROUP BY good",
        "");
  }

  @Override
  public Answer read(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads=1");
      statement.execute("SET TimeZone='UTC'");
      Answer answer = groups(statement, file);
      return rejects.isEmpty()
          ? answer
          : new Answer(answer.rows(), number(statement, rejects), answer.means(), "");
    }
  }

  private Answer groups(Statement statement, Path file) throws SQLException {
    long rows = 0;
    long nulls = 0;
    Map<String, BigDecimal> means = new HashMap<>();
    try (ResultSet result = statement.executeQuery(groups.replace("%s", file.toString()))) {
      while (result.next()) {
        String category = result.getString(1);
        long count = result.getLong(3);
        if (category == null) {
          nulls += count;
        } else {
          rows += count;
          BigDecimal sum = result.getBigDecimal(2);
          means.put(
              category,
              sum.divide(BigDecimal.valueOf(count), Truth.MEAN_SCALE, RoundingMode.HALF_EVEN));
        }
      }
    }
    return new Answer(rows, nulls, means, "");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
