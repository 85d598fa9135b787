package dev.sheaf.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.snapshot.Snapshot;
import dev.sheaf.core.store.Lake;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.parquet.PartFooter;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.engine.sql.SelectStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * A query gives what DuckDB gives on all the rows, exported; and what is left out of it, parts by the
 * manifest and row groups by the footers, has no row that it asks for.
 */
class PredicateProperties {
  private static final int PARTS = 4;
  private static final int ROW_GROUPS = 3;
  private static final int CONDITIONS = 20;

  /** How the rows of parts lie. */
  enum Mode {
    /** As they were delivered: every part of anything. */
    APPEND,
    /** One row per key, the parts side by side, each in the order of the keys. */
    UPSERT
  }

  /** Literals near each other, and at the edges; of a row group, some of each. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "b", List.of("true", "false", "NULL"),
          "i",
              List.of(
                  "-9223372036854775808",
                  "-2",
                  "-1",
                  "0",
                  "1",
                  "10",
                  "9007199254740993",
                  "9223372036854775807",
                  "NULL"),
          "f",
              List.of(
                  "'-Infinity'",
                  "-1.5",
                  "'-0.0'",
                  "0.0",
                  "0.1",
                  "1e300",
                  "'Infinity'",
                  "'NaN'",
                  "NULL"),
          "d", List.of("-9999.99", "-0.01", "0", "0.01", "1.5", "9999.99", "NULL"),
          "w",
              List.of(
                  "'-99999999999999999999999999.9999'",
                  "0",
                  "0.0001",
                  "'18446744073709551616'",
                  "NULL"),
          "day", List.of("'0001-01-01'", "'1969-12-31'", "'1970-01-01'", "'2024-02-29'", "NULL"),
          "at",
              List.of(
                  "'0001-01-01 00:00:00'",
                  "'1969-12-31 23:59:59.999999'",
                  "'2024-02-29 00:00:00'",
                  "'2024-02-29 12:30:00.5'",
                  "NULL"),
          "s",
              List.of(
                  "''",
                  "'1'",
                  "'9'",
                  "'A'",
                  "'a'",
                  "'aa'",
                  "'é'",
                  "'🌾'",
                  "'a text that is longer than what zones keep, x'",
                  "'a text that is longer than what zones keep, y'",
                  "NULL"));

  private static final Map<String, String> TYPES =
      Map.of(
          "b", "BOOLEAN",
          "i", "BIGINT",
          "f", "DOUBLE",
          "d", "DECIMAL(6,2)",
          "w", "DECIMAL(30,4)",
          "day", "DATE",
          "at", "TIMESTAMP",
          "s", "VARCHAR");

  private Path scratch;
  private Connection duckDb;
  private int leftOutParts;
  private int leftOutRowGroups;

  @BeforeTry
  void open() throws IOException, SQLException {
    leftOutParts = 0;
    leftOutRowGroups = 0;
    scratch = Files.createTempDirectory("predicates");
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("SET threads = 1");
    }
  }

  @AfterTry
  void close() throws IOException, SQLException {
    duckDb.close();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void aQueryGivesWhatDuckdbGivesOnTheExportedRows(@ForAll Mode mode, @ForAll Random random)
      throws SQLException {
    TypedLake lake = new TypedLake(scratch);
    for (int part = 0; part < PARTS; part++) {
      lake.add(duckDb, part(mode, part, random));
    }
    Manifest manifest = lake.commit();
    assertThat(manifest.parts())
        .allSatisfy(part -> assertThat(part.bytes()).isGreaterThan(1 << 20));
    Path exported = scratch.resolve("exported.parquet");
    lake.service().export("t", null, OutputFormat.PARQUET, exported);

    try (LockedDuckDb parser = LockedDuckDb.open(EngineLimits.DEFAULT, scratch, List.of(scratch))) {
      for (int i = 0; i < CONDITIONS; i++) {
        check(lake, manifest, parser, exported, condition(random, 2));
      }
    }
    assertThat(leftOutParts + leftOutRowGroups).isPositive();
  }

  private void check(
      TypedLake lake, Manifest manifest, LockedDuckDb parser, Path exported, String condition) {
    String sql = "SELECT %s FROM t WHERE %s".formatted(digest(), condition);
    String expected;
    try {
      expected = row("SELECT %s FROM '%s' AS t WHERE %s".formatted(digest(), exported, condition));
    } catch (SQLException e) {
      throw new AssertionError(condition, e);
    }
    QueryRequest request = QueryRequest.newest(sql);
    ReadPlan explained = lake.service().explain(request).get(0);
    try (QueryAnswer answer = lake.service().query(request)) {
      assertThat(answer.rows().next()).isTrue();
      assertThat(answer.rows().value(0) + " " + answer.rows().value(1))
          .as("%s, of which %s was read", condition, explained)
          .isEqualTo(expected);
      assertThat(answer.reading().parts()).isEqualTo(explained.readParts());
      assertThat(answer.reading().prunedRowGroups()).isEqualTo(explained.prunedRowGroups());
    }
    PlannedRead plan =
        new ReadPlanner(new PartFetcher(new Lake(lake.store, WeatherLake.BUCKET)))
            .plan(Snapshot.of(manifest), SelectStatement.parse(parser, sql).predicates("t"));
    assertThat(plan.bytes()).isEqualTo(explained.bytes());
    for (int part = 0; part < manifest.parts().size(); part++) {
      requireNothingLeftOut(lake.file(part), planned(plan, manifest, part), condition);
    }
  }

  private static List<PlannedPart> planned(PlannedRead plan, Manifest manifest, int part) {
    return plan.parts().stream()
        .filter(one -> one.part().equals(manifest.parts().get(part)))
        .toList();
  }

  /** Of a part, or of its row groups: those that are not read have no row that matches. */
  private void requireNothingLeftOut(Path file, List<PlannedPart> planned, String condition) {
    List<String> ranges = new ArrayList<>();
    if (planned.isEmpty()) {
      leftOutParts++;
      ranges.add("true");
    } else {
      PartFooter footer = planned.get(0).footer();
      long first = 0;
      for (RowGroup group : footer == null ? List.<RowGroup>of() : footer.rowGroups()) {
        if (planned.get(0).rowGroups().stream()
            .noneMatch(read -> read.ordinal() == group.ordinal())) {
          leftOutRowGroups++;
          ranges.add(
              "file_row_number BETWEEN %d AND %d".formatted(first, first + group.rows() - 1));
        }
        first += group.rows();
      }
    }
    if (!ranges.isEmpty()) {
      assertMatches(file, condition, String.join(" OR ", ranges));
    }
  }

  private void assertMatches(Path file, String condition, String leftOut) {
    String sql =
        "SELECT count(*), '' FROM read_parquet('%s', file_row_number = true) AS t WHERE (%s) AND (%s)"
            .formatted(file, condition, leftOut);
    try {
      assertThat(row(sql)).as(sql).isEqualTo("0 ");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How many rows, and which, in their order. */
  private static String digest() {
    return "count(*) AS n, md5(string_agg(row(%s)::VARCHAR, '|')) AS digest"
        .formatted(
            TypedLake.COLUMNS.stream()
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(", ")));
  }

  private String row(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1) + " " + result.getString(2);
    }
  }

  /** In each row group a few values of each column, so that some leave it out. */
  private static String part(Mode mode, int part, Random random) {
    return IntStream.range(0, ROW_GROUPS)
        .mapToObj(group -> "(%s)".formatted(group(mode, part * ROW_GROUPS + group, random)))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String group(Mode mode, int number, Random random) {
    int rows = TypedLake.ROW_GROUP_ROWS;
    String key =
        mode == Mode.UPSERT
            ? "(%d + r)::BIGINT".formatted(number * rows)
            : "(hash(r, %d) %% %d)::BIGINT".formatted(random.nextInt(), 1 + random.nextInt(30_000));
    List<String> columns = new ArrayList<>(List.of(key + " AS k"));
    for (String column : TypedLake.COLUMNS.subList(1, TypedLake.COLUMNS.size())) {
      List<String> all = VALUES.get(column);
      int from = random.nextInt(all.size());
      List<String> some =
          all.subList(from, Math.min(all.size(), from + 1 + random.nextInt(3))).stream()
              .map(value -> "CAST(%s AS %s)".formatted(value, TYPES.get(column)))
              .toList();
      columns.add(
          "([%s])[1 + (hash(r, '%s') %% %d)::INTEGER] AS \"%s\""
              .formatted(String.join(", ", some), column, some.size(), column));
    }
    String pad =
        IntStream.range(0, 14)
            .mapToObj("md5(concat(r, ' %d '))"::formatted)
            .collect(Collectors.joining(" || "));
    columns.add(pad + " AS pad");
    return "SELECT %s FROM range(%d) AS t(r)".formatted(String.join(", ", columns), rows);
  }

  /** A condition of up to so many levels of AND, OR and NOT. */
  private static String condition(Random random, int levels) {
    return switch (levels == 0 ? 0 : random.nextInt(5)) {
      case 1, 2 -> both(random, levels, "AND");
      case 3 -> both(random, levels, "OR");
      case 4 -> "NOT (%s)".formatted(condition(random, levels - 1));
      default -> comparison(random);
    };
  }

  private static String both(Random random, int levels, String word) {
    return "(%s) %s (%s)"
        .formatted(condition(random, levels - 1), word, condition(random, levels - 1));
  }

  private static String comparison(Random random) {
    String column = any(TypedLake.COLUMNS, random);
    String first = constant(column, random);
    String second = constant(column, random);
    String form =
        any(
            List.of(
                "{c} = {1}",
                "{c} < {1}",
                "{c} <= {1}",
                "{c} > {1}",
                "{c} >= {1}",
                "{c} <> {1}",
                "{1} >= {c}",
                "{c} BETWEEN {1} AND {2}",
                "{c} NOT BETWEEN {1} AND {2}",
                "{c} IN ({1}, {2})",
                "{c} NOT IN ({1}, {2})",
                "{c} IS NULL",
                "{c} IS NOT NULL",
                "{c} IS DISTINCT FROM {1}",
                "s LIKE {s}",
                "s NOT LIKE {s}"),
            random);
    return form.replace("{c}", '"' + column + '"')
        .replace("{1}", first)
        .replace("{2}", second)
        .replace("{s}", any(List.of("'a%'", "'%x'", "''", "'_'", "'a text%'"), random));
  }

  private static String constant(String column, Random random) {
    return column.equals("k")
        ? Integer.toString(random.nextInt(30_000) - 1000)
        : any(VALUES.get(column), random);
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
