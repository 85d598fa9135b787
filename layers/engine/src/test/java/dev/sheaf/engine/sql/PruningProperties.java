package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.PartPruning;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.core.zone.ZoneMap;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlText;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.engine.result.ValueTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** A query over the parts that pruning leaves gives what the query over all parts gives. */
class PruningProperties {
  private static final RowSchema SCHEMA =
      Samples.schema(
          "b boolean",
          "i bigint",
          "f double",
          "d decimal(6,2)",
          "w decimal(30,4)",
          "day date",
          "at timestamp",
          "s varchar",
          "j json");

  /** Near each other, so that equality and order are both met, and at the edges. */
  private static final List<List<String>> VALUES =
      List.of(
          List.of("true", "false"),
          List.of(
              "-9223372036854775808",
              "-2",
              "-1",
              "0",
              "1",
              "2",
              "10",
              "9007199254740993",
              "9223372036854775807"),
          List.of(
              "-Infinity",
              "-1.5",
              "-0.0",
              "0.0",
              "0.1",
              "0.3",
              "1.0E300",
              "9.007199254740992E15",
              "Infinity",
              "NaN"),
          List.of("-9999.99", "-0.01", "0.00", "0.01", "1.00", "1.50", "9999.99"),
          List.of(
              "-99999999999999999999999999.9999",
              "0.0000",
              "0.0001",
              "1.0000",
              "18446744073709551616.0000"),
          List.of("0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "9999-12-31"),
          List.of(
              "0001-01-01T00:00:00Z",
              "1969-12-31T23:59:59.999999Z",
              "1970-01-01T00:00:00Z",
              "2024-02-29T00:00:00Z",
              "2024-02-29T12:30:00.500000Z"),
          List.of(
              "",
              "1",
              "10",
              "9",
              "A",
              "a",
              "aa",
              "é",
              "\uFFFD",
              "🌾",
              "a text that is longer than what zones keep, x",
              "a text that is longer than what zones keep, y",
              "2024-02-29"),
          List.of("{}", "[1]", "1"));

  private static final List<String> CONSTANTS =
      List.of(
          "true",
          "false",
          "-1",
          "0",
          "1",
          "2",
          "10",
          "0.1",
          "0.01",
          "1.5",
          "1.005",
          "-0.005",
          "1e2",
          "9007199254740992",
          "9007199254740993",
          "9007199254740993.0",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999999999999999",
          "1e300",
          "1.0000000000001",
          "'1'",
          "'10'",
          "' 1 '",
          "'1.0'",
          "'1e0'",
          "'a'",
          "'A'",
          "''",
          "'é'",
          "'🌾'",
          "'true'",
          "'nan'",
          "'inf'",
          "'a text that is longer than what zones keep, x'",
          "'a text that is longer'",
          "'2024-02-29'",
          "'2024-02-29 12:30:00.5'",
          "'2024-02-29T12:30:00Z'",
          "'2024-02-29 12:30:00+09'",
          "'1970-1-1'",
          "DATE '1970-01-01'",
          "DATE '2024-02-29'",
          "TIMESTAMP '2024-02-29 12:30:00.5'",
          "TIMESTAMP '1970-01-01'",
          "TIMESTAMP '2024-02-29 00:00:00'",
          "DATE 'infinity'",
          "NULL",
          "1 + 1",
          "'1'::BIGINT",
          "TIMESTAMPTZ '2024-02-29 12:30:00+09'",
          "x'00'",
          "1_0");

  private Path folder;
  private LockedDuckDb duckDb;

  @BeforeProperty
  void open() throws IOException {
    folder = Files.createTempDirectory("pruning");
    duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder));
  }

  @AfterProperty
  void close() throws IOException {
    duckDb.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private record Written(Part part, Path file) {}

  private Written write(String name, RowSchema schema, List<List<String>> rows) {
    ObservedRows observed = Samples.rows(schema, rows);
    Path file = folder.resolve(name + ".parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder).write(observed, Samples.PROVENANCE, file);
    return new Written(part(file, rows.size(), observed.zones()), file);
  }

  private static Part part(Path file, int rows, ZoneMap zones) {
    return new Part(
        file.toString(), 1, rows, "0".repeat(64), Fingerprint.ZERO, List.of("0".repeat(32)), zones);
  }

  @Provide
  Arbitrary<List<List<List<String>>>> parts() {
    return row().list().ofMinSize(1).ofMaxSize(3).list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<List<String>> row() {
    List<Arbitrary<String>> cells =
        VALUES.stream().map(values -> Arbitraries.of(values).injectNull(0.2)).toList();
    return Combinators.combine(cells).as(values -> values);
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return condition().list().ofMinSize(20).ofMaxSize(20);
  }

  private static Arbitrary<String> condition() {
    Arbitrary<String> simple =
        Arbitraries.of(
            "{c} = {1}",
            "{c} < {1}",
            "{c} <= {1}",
            "{c} > {1}",
            "{c} >= {1}",
            "{1} < {c}",
            "{c} BETWEEN {1} AND {2}",
            "{c} IN ({1}, {2})",
            "{c} IS NULL",
            "{c} IS NOT NULL",
            "{c} <> {1}",
            "NOT ({c} = {1})",
            "({c} = {1} OR {c} = {2})",
            "{c} = {1} AND {c} <= {2}",
            "{c} NOT IN ({1})");
    return Combinators.combine(
            simple,
            Arbitraries.of(SCHEMA.fields()),
            Arbitraries.of(CONSTANTS),
            Arbitraries.of(CONSTANTS))
        .as(
            (text, field, first, second) ->
                text.replace("{c}", SqlText.name(field.name()))
                    .replace("{1}", first)
                    .replace("{2}", second));
  }

  @Property(tries = 25)
  void prunedResultIsTheFullResult(
      @ForAll("parts") List<List<List<String>>> contents,
      @ForAll("conditions") List<String> conditions) {
    List<Written> written =
        IntStream.range(0, contents.size())
            .mapToObj(i -> write("part-" + i, SCHEMA, contents.get(i)))
            .toList();
    for (String condition : conditions) {
      compare(written, "SELECT * FROM t WHERE " + condition);
    }
    clear(written);
  }

  private void compare(List<Written> written, String sql) {
    SelectStatement select = SelectStatement.parse(duckDb, sql);
    List<Predicate> predicates = select.predicates("t");
    List<Part> all = written.stream().map(Written::part).toList();
    List<Part> left = new PartPruning(SCHEMA).prune(all, predicates);
    String full;
    try {
      full = rows(select, written);
    } catch (QueryException refusedAnyway) {
      return;
    }
    List<Written> kept = written.stream().filter(part -> left.contains(part.part())).toList();
    assertThat(rows(select, kept))
        .as("%s over %d of %d", sql, kept.size(), all.size())
        .isEqualTo(full);
  }

  private String rows(SelectStatement select, List<Written> parts) {
    List<Path> files = parts.stream().map(Written::file).toList();
    List<String> rows = new ArrayList<>();
    try (QueryResult result =
        new SqlQuery(duckDb, QueryLimits.DEFAULT)
            .run(select, List.of(new QueryTable("t", SCHEMA, files)))) {
      while (result.next()) {
        for (int i = 0; i < result.columns().size(); i++) {
          rows.add(ValueTexts.of(result.value(i)));
        }
      }
    }
    return String.join("|", rows);
  }

  private static void clear(List<Written> written) {
    try {
      for (Written part : written) {
        Files.delete(part.file());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Example
  void partsThatCannotMatchAreLeftOut() {
    RowSchema schema = Samples.schema("i bigint", "s varchar", "at timestamp", "f double");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<String> row =
          Samples.row(
              "" + i,
              i == 9 ? null : "key-" + i,
              "2024-01-%02dT00:00:00Z".formatted(i + 1),
              i + ".5");
      parts.add(write("p" + i, schema, List.of(row)).part());
    }
    assertThat(kept(schema, parts, "i = 3")).containsExactly(3);
    assertThat(kept(schema, parts, "i BETWEEN 3 AND 5 AND s > 'key-3'")).containsExactly(4, 5);
    assertThat(kept(schema, parts, "i IN (1, 8, 20)")).containsExactly(1, 8);
    assertThat(kept(schema, parts, "s IS NULL")).containsExactly(9);
    assertThat(kept(schema, parts, "s IS NOT NULL AND f >= 7.5")).containsExactly(7, 8);
    assertThat(kept(schema, parts, "\"at\" >= DATE '2024-01-10'")).containsExactly(9);
    assertThat(kept(schema, parts, "\"at\" < '2024-01-02 00:00:00'")).containsExactly(0);
    assertThat(kept(schema, parts, "i > 100")).isEmpty();
    assertThat(kept(schema, parts, "i = 3 OR s = 'key-4'")).hasSize(10);
    assertThat(kept(Samples.schema("i varchar"), parts, "i = '3'"))
        .as("the type has changed since")
        .hasSize(10);
  }

  private List<Integer> kept(RowSchema schema, List<Part> parts, String condition) {
    SelectStatement select = SelectStatement.parse(duckDb, "SELECT * FROM t WHERE " + condition);
    return new PartPruning(schema)
        .prune(parts, select.predicates("t")).stream().map(parts::indexOf).toList();
  }
}
