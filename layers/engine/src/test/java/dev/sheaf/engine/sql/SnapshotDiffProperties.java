package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Differences of parts, against those of lists and maps. */
class SnapshotDiffProperties {
  private static final RowSchema SCHEMA = Samples.schema("id bigint", "x double", "name varchar");
  private static final int ALL = 1000;
  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    scratch = Files.createTempDirectory("diff");
  }

  @AfterContainer
  static void deleteFolder() {
    ScratchFolder.delete(scratch);
  }

  @Property(tries = 20)
  void withoutAKeyRowsAreCounted(
      @ForAll("tables") List<List<String>> before, @ForAll("tables") List<List<String>> after) {
    Map<List<String>, Integer> more = new HashMap<>();
    after.forEach(row -> more.merge(row, 1, Integer::sum));
    before.forEach(row -> more.merge(row, -1, Integer::sum));

    SnapshotDiff.Difference difference = diff(before, after, List.of());

    assertThat(difference.changed()).isZero();
    assertThat(difference.added())
        .isEqualTo(more.values().stream().mapToInt(n -> Math.max(0, n)).sum());
    assertThat(difference.removed())
        .isEqualTo(more.values().stream().mapToInt(n -> Math.max(0, -n)).sum());
    Map<List<String>, Integer> found = new HashMap<>();
    for (SnapshotDiff.Sample sample : difference.samples()) {
      boolean added = sample.change() == SnapshotDiff.Change.ADDED;
      found.put(
          texts(added ? sample.after() : sample.before()),
          (int) (added ? sample.count() : -sample.count()));
    }
    more.values().removeIf(n -> n == 0);
    assertThat(found).isEqualTo(more);
  }

  @Property(tries = 20)
  void withAKeyRowsAreCompared(
      @ForAll("tables") List<List<String>> before, @ForAll("tables") List<List<String>> after) {
    Map<String, List<String>> was = byId(before);
    Map<String, List<String>> is = byId(after);

    SnapshotDiff.Difference difference =
        diff(List.copyOf(was.values()), List.copyOf(is.values()), List.of("ID"));

    assertThat(difference.added())
        .isEqualTo(is.keySet().stream().filter(id -> !was.containsKey(id)).count());
    assertThat(difference.removed())
        .isEqualTo(was.keySet().stream().filter(id -> !is.containsKey(id)).count());
    assertThat(difference.changed())
        .isEqualTo(
            was.keySet().stream()
                .filter(id -> is.containsKey(id) && !is.get(id).equals(was.get(id)))
                .count());
    difference.samples().stream()
        .filter(sample -> sample.change() == SnapshotDiff.Change.CHANGED)
        .forEach(
            sample -> {
              assertThat(texts(sample.before())).isEqualTo(was.get(texts(sample.before()).get(0)));
              assertThat(texts(sample.after())).isEqualTo(is.get(texts(sample.after()).get(0)));
            });
  }

  @Example
  void equalInSqlIsEqual() {
    SnapshotDiff.Difference difference =
        diff(
            List.of(row("1", "-0.0", null), row("2", "NaN", ""), row(null, null, "x")),
            List.of(row(null, null, "x"), row("2", "NaN", ""), row("1", "0.0", null)),
            List.of());

    assertThat(difference.samples()).isEmpty();
  }

  @Example
  void samplesAreLimitedAndCountsAreNot() {
    List<List<String>> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(row(Integer.toString(i), "1.5", "row"));
    }
    SnapshotDiff.Difference difference =
        diff(SCHEMA, many, SCHEMA, List.of(row("7", "2.5", "row")), List.of("id"), 3);

    assertThat(difference.removed()).isEqualTo(49);
    assertThat(difference.changed()).isEqualTo(1);
    assertThat(difference.samples()).hasSize(4);
  }

  @Example
  void aNewColumnWasNull() {
    RowSchema wider = Samples.schema("id bigint", "x double", "name varchar", "day date");
    SnapshotDiff.Difference difference =
        diff(
            SCHEMA,
            List.of(row("1", "1.0", "a"), row("2", "2.0", "b")),
            wider,
            List.of(row("1", "1.0", "a", null), row("2", "2.0", "b", "2024-01-01")),
            List.of("id"),
            ALL);

    assertThat(difference.columns()).containsExactly("id", "x", "name", "day");
    assertThat(difference.changed()).isEqualTo(1);
    assertThat(texts(difference.samples().get(0).before())).containsExactly("2", "2.0", "b", null);
  }

  @Example
  void ofTwoTypesTheTextsAreCompared() {
    SnapshotDiff.Difference difference =
        diff(
            SCHEMA,
            List.of(row("1", "1.0", "a")),
            Samples.schema("id varchar", "x double", "name varchar"),
            List.of(row("1", "1.0", "a"), row("x", "1.0", "a")),
            List.of("id"),
            ALL);

    assertThat(difference.added()).isEqualTo(1);
    assertThat(difference.changed()).isZero();
  }

  @Example
  void whatIsNoKeyIsRefused() {
    List<List<String>> twice = List.of(row("1", "1.0", "a"), row("1", "2.0", "a"));
    assertThatThrownBy(() -> diff(twice, List.of(), List.of("id", "name")))
        .isInstanceOf(QueryException.class)
        .hasMessage("id, name is no key: 2 rows have id = 1 and name = a");
    assertThatThrownBy(() -> diff(List.of(), List.of(), List.of("nothing")))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("key column 'nothing' is missing");
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<List<String>> rows =
        Arbitraries.integers()
            .between(0, 6)
            .flatMap(
                id ->
                    Arbitraries.of("1.5", "0.0", "NaN", null)
                        .flatMap(
                            x ->
                                Arbitraries.of("a", "", "ü'\"", null)
                                    .map(name -> row(Integer.toString(id), x, name))));
    return rows.list().ofMaxSize(12);
  }

  private static Map<String, List<String>> byId(List<List<String>> rows) {
    Map<String, List<String>> byId = new TreeMap<>();
    rows.forEach(row -> byId.put(row.get(0), row));
    return byId;
  }

  private static SnapshotDiff.Difference diff(
      List<List<String>> before, List<List<String>> after, List<String> key) {
    return diff(SCHEMA, before, SCHEMA, after, key, ALL);
  }

  private static SnapshotDiff.Difference diff(
      RowSchema schemaBefore,
      List<List<String>> before,
      RowSchema schemaAfter,
      List<List<String>> after,
      List<String> key,
      int samples) {
    QueryLimits limits = new QueryLimits(Duration.ofSeconds(60), 1_000_000);
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, scratch, List.of(scratch))) {
      return new SnapshotDiff(duckDb, limits)
          .compare(table(schemaBefore, before), table(schemaAfter, after), key, samples);
    }
  }

  private static QueryTable table(RowSchema schema, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return new QueryTable("t", schema, List.of());
    }
    try {
      Path file = Files.createTempDirectory(scratch, "table").resolve("part.parquet");
      new DuckDbPartWriter(EngineLimits.DEFAULT, scratch)
          .write(Samples.rows(schema, rows), Samples.PROVENANCE, file);
      return new QueryTable("t", schema, List.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> row(@Nullable String... values) {
    return Arrays.asList(values);
  }

  private static List<String> texts(@Nullable List<@Nullable Object> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : java.util.Objects.requireNonNull(values)) {
      texts.add(value == null ? null : value.toString());
    }
    return texts;
  }
}
