package dev.sheaf.engine.sql;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.PartView;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.duckdb.SqlText;
import dev.sheaf.engine.result.JdbcValue;
import dev.sheaf.engine.result.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What two tables have not in common. With a key, rows of the same key are compared; without one, rows
 * are counted: a multiset. Values are equal as in SQL, NULLs to each other, NaN to NaN, -0.0 to 0.0.
 *
 * <p>Everything is computed into a table of DuckDB's own first, within the limits of its connection.
 */
public final class SnapshotDiff {
  private static final String BEFORE = "_before";
  private static final String AFTER = "_after";

  private final LockedDuckDb duckDb;
  private final QueryLimits limits;

  /**
   * @param duckDb may read the folders of the parts
   */
  public SnapshotDiff(LockedDuckDb duckDb, QueryLimits limits) {
    this.duckDb = duckDb;
    this.limits = limits;
  }

  /** How a row differs. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * A row that differs.
   *
   * @param before its values as {@link RowCursor} gives them, by the columns of the difference; null
   *     if it was added
   * @param after the same; null if it was removed
   * @param count of such rows; more than 1 only without a key
   */
  public record Sample(
      Change change,
      @Nullable List<@Nullable Object> before,
      @Nullable List<@Nullable Object> after,
      long count) {}

  /**
   * The difference.
   *
   * @param columns of both tables, those of the later one first
   * @param samples of each kind of change some, in the order of their values
   */
  public record Difference(
      List<String> columns, long added, long removed, long changed, List<Sample> samples) {
    public Difference {
      columns = List.copyOf(columns);
      samples = List.copyOf(samples);
    }
  }

  /** A column of either table, and how it reads in each. */
  private record Column(String name, String before, String after) {}

  /**
   * Compares.
   *
   * @param key columns that both have, of which no two rows of a table have the same values; empty:
   *     none
   * @param samples how many of each kind of change to give
   * @throws QueryException if the key is none, or the comparison takes more than its limits
   */
  public Difference compare(QueryTable before, QueryTable after, List<String> key, int samples) {
    List<Column> columns = columns(before.schema(), after.schema());
    List<Integer> keyed = key.stream().map(name -> place(name, before, after, columns)).toList();
    try {
      view(BEFORE, before, columns, Column::before);
      view(AFTER, after, columns, Column::after);
      if (key.isEmpty()) {
        run(countedSql(columns.size()));
      } else {
        requireUnique(BEFORE, keyed, key);
        requireUnique(AFTER, keyed, key);
        run(keyedSql(columns.size(), keyed));
      }
      return difference(columns, samples);
    } catch (SQLException e) {
      throw SqlErrors.translate(e, duckDb.limits(), limits.timeout());
    }
  }

  private static List<Column> columns(RowSchema before, RowSchema after) {
    Map<String, String> typesBefore = types(before);
    Map<String, String> typesAfter = types(after);
    List<Column> columns = new ArrayList<>();
    for (RowSchema.Field field : after.fields()) {
      columns.add(column(field.name(), typesBefore, typesAfter));
    }
    for (RowSchema.Field field : before.fields()) {
      if (!typesAfter.containsKey(folded(field.name()))) {
        columns.add(column(field.name(), typesBefore, typesAfter));
      }
    }
    return columns;
  }

  /** A column that one of them lacks is NULL there; of two types, the texts are compared. */
  private static Column column(String name, Map<String, String> before, Map<String, String> after) {
    String typeBefore = before.get(folded(name));
    String typeAfter = after.get(folded(name));
    String type =
        typeBefore == null
            ? String.valueOf(typeAfter)
            : typeAfter == null || typeAfter.equals(typeBefore) ? typeBefore : "VARCHAR";
    return new Column(name, value(name, typeBefore, type), value(name, typeAfter, type));
  }

  private static String value(String name, @Nullable String own, String type) {
    return "CAST(%s AS %s)".formatted(own == null ? "NULL" : SqlText.name(name), type);
  }

  private static Map<String, String> types(RowSchema schema) {
    return schema.fields().stream()
        .collect(
            Collectors.toMap(field -> folded(field.name()), field -> SqlText.type(field.type())));
  }

  private static int place(String name, QueryTable before, QueryTable after, List<Column> columns) {
    for (QueryTable table : List.of(before, after)) {
      if (!types(table.schema()).containsKey(folded(name))) {
        throw new QueryException(
            "the key column '%s' is missing in one of them; there are %s"
                .formatted(
                    name, columns.stream().map(Column::name).collect(Collectors.joining(", "))));
      }
    }
    return IntStream.range(0, columns.size())
        .filter(place -> folded(columns.get(place).name()).equals(folded(name)))
        .findFirst()
        .orElseThrow();
  }

  /** The columns as {@code c0, c1 ...}: names of datasets cannot clash with ours then. */
  private void view(
      String name, QueryTable table, List<Column> columns, Function<Column, String> value)
      throws SQLException {
    String parts = name + "_parts";
    PartView.create(duckDb, new QueryTable(parts, table.schema(), table.files()), List.of());
    String selected =
        IntStream.range(0, columns.size())
            .mapToObj(place -> value.apply(columns.get(place)) + " AS c" + place)
            .collect(Collectors.joining(", "));
    run("CREATE TEMP VIEW %s AS SELECT %s FROM %s".formatted(name, selected, SqlText.name(parts)));
  }

  /** Rows with how often more they are there afterwards; negative: before. */
  private static String countedSql(int columns) {
    String all = list(columns, place -> "c" + place);
    return """
        CREATE TEMP TABLE _diff AS
        SELECT CASE WHEN n > 0 THEN 'ADDED' ELSE 'REMOVED' END AS change, abs(n) AS n, %s, %s
        FROM (SELECT %s, CAST(sum(n) AS BIGINT) AS n
              FROM (SELECT *, 1 AS n FROM _after UNION ALL SELECT *, -1 AS n FROM _before)
              GROUP BY %s HAVING sum(n) <> 0)
        """
        .formatted(
            list(columns, place -> "c%d AS b%d".formatted(place, place)),
            list(columns, place -> "c%d AS a%d".formatted(place, place)),
            all,
            all);
  }

  private static String keyedSql(int columns, List<Integer> key) {
    String sameKey =
        key.stream()
            .map(place -> "b.c%d IS NOT DISTINCT FROM a.c%d".formatted(place, place))
            .collect(Collectors.joining(" AND "));
    String differs =
        IntStream.range(0, columns)
            .mapToObj(place -> "b.c%d IS DISTINCT FROM a.c%d".formatted(place, place))
            .collect(Collectors.joining(" OR "));
    return """
        CREATE TEMP TABLE _diff AS
        SELECT CASE WHEN b.there IS NULL THEN 'ADDED' WHEN a.there IS NULL THEN 'REMOVED'
               ELSE 'CHANGED' END AS change, 1 AS n, %s, %s
        FROM (SELECT *, true AS there FROM _before) AS b
        FULL OUTER JOIN (SELECT *, true AS there FROM _after) AS a ON %s
        WHERE b.there IS NULL OR a.there IS NULL OR %s
        """
        .formatted(
            list(columns, place -> "b.c%d AS b%d".formatted(place, place)),
            list(columns, place -> "a.c%d AS a%d".formatted(place, place)),
            sameKey,
            differs);
  }

  private void requireUnique(String view, List<Integer> places, List<String> key)
      throws SQLException {
    String columns = places.stream().map(place -> "c" + place).collect(Collectors.joining(", "));
    try (Statement statement = statement();
        ResultSet twice =
            statement.executeQuery(
                "SELECT count(*), %s FROM %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
                    .formatted(columns, view, columns))) {
      if (twice.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
          values.add("%s = %s".formatted(key.get(i), twice.getString(i + 2)));
        }
        throw new QueryException(
            "%s is no key: %d rows have %s"
                .formatted(String.join(", ", key), twice.getLong(1), String.join(" and ", values)));
      }
    }
  }

  private Difference difference(List<Column> columns, int samples) throws SQLException {
    List<Sample> some = new ArrayList<>();
    for (Change change : Change.values()) {
      some.addAll(samples(change, columns.size(), samples));
    }
    return new Difference(
        columns.stream().map(Column::name).toList(),
        count(Change.ADDED),
        count(Change.REMOVED),
        count(Change.CHANGED),
        some);
  }

  private long count(Change change) throws SQLException {
    return Long.parseLong(
        duckDb.queryText(
            "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM _diff WHERE change = '%s'"
                .formatted(change)));
  }

  private List<Sample> samples(Change change, int columns, int samples) throws SQLException {
    String order = list(columns, place -> (change == Change.ADDED ? "a" : "b") + place);
    String values = list(columns, place -> "b" + place) + ", " + list(columns, p -> "a" + p);
    List<Sample> some = new ArrayList<>();
    try (Statement statement = statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT n, %s FROM _diff WHERE change = '%s' ORDER BY %s LIMIT %d"
                    .formatted(values, change, order, samples))) {
      while (rows.next()) {
        some.add(
            new Sample(
                change,
                change == Change.ADDED ? null : values(rows, 2, columns),
                change == Change.REMOVED ? null : values(rows, 2 + columns, columns),
                rows.getLong(1)));
      }
    }
    return some;
  }

  private static List<@Nullable Object> values(ResultSet rows, int first, int columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int index = first; index < first + columns; index++) {
      values.add(JdbcValue.read(rows, index, rows.getMetaData().getColumnTypeName(index)));
    }
    return values;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = statement()) {
      statement.execute(sql);
    }
  }

  private Statement statement() throws SQLException {
    Statement statement = duckDb.connection().createStatement();
    statement.setQueryTimeout((int) limits.timeout().toSeconds());
    return statement;
  }

  private static String list(int columns, java.util.function.IntFunction<String> text) {
    return IntStream.range(0, columns).mapToObj(text).collect(Collectors.joining(", "));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
