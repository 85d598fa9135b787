package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectStatementTest {
  @TempDir static Path folder;
  private static LockedDuckDb duckDb;

  @BeforeAll
  static void open() {
    duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of());
  }

  @AfterAll
  static void close() {
    duckDb.close();
  }

  static Stream<Arguments> accepted() throws IOException {
    return Samples.lines("accepted.txt");
  }

  static Stream<Arguments> refused() throws IOException {
    return Samples.lines("refused.txt");
  }

  static Stream<Arguments> predicates() throws IOException {
    return Samples.lines("predicates.txt");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void readsOnlyTheseTables(String sql, String tables) {
    assertThat(SelectStatement.parse(duckDb, sql).tables().stream().sorted().toList())
        .hasToString("[" + tables + "]");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(String sql, String message) {
    assertThatThrownBy(() -> SelectStatement.parse(duckDb, sql))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("predicates")
  void conditionsOnTAre(String sql, String expected) {
    String found =
        SelectStatement.parse(duckDb, sql).predicates("t").stream()
            .map(SelectStatementTest::show)
            .collect(Collectors.joining("; "));
    assertThat(found.isEmpty() ? "none" : found).isEqualTo(expected);
  }

  private static String show(Predicate predicate) {
    return predicate.column()
        + " "
        + predicate.operator()
        + predicate.constants().stream()
            .map(constant -> " " + constant.kind() + ":" + constant.text())
            .collect(Collectors.joining());
  }

  @Test
  void lengthAndDepthHaveALimit() {
    assertThatThrownBy(() -> SelectStatement.parse(duckDb, "SELECT '" + "x".repeat(100_000) + "'"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("at most 100000");
    assertThatThrownBy(() -> SelectStatement.parse(duckDb, "SELECT 1" + " + 1".repeat(900)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("nested");
    assertThatThrownBy(
            () ->
                SelectStatement.parse(
                    duckDb, "SELECT " + "(".repeat(40_000) + "1" + ")".repeat(40_000)))
        .isInstanceOf(QueryException.class);
    assertThat(SelectStatement.parse(duckDb, "SELECT 1" + ";".repeat(99_000)).tables()).isEmpty();
  }

  @Test
  void semicolonsAtTheEndAreCutAndNoneElse() {
    assertThat(SelectStatement.parse(duckDb, "SELECT ';' ; -- a;b\n ; ").text())
        .isEqualTo("SELECT ';'");
    assertThat(SelectStatement.parse(duckDb, "SELECT 1 AS \"a;\"").text())
        .isEqualTo("SELECT 1 AS \"a;\"");
  }

  @Test
  void aStarLeavesOutTheProvenanceThatIsNamed() {
    assertThat(SelectStatement.parse(duckDb, "SELECT *, _offset FROM t").text())
        .isEqualTo("SELECT * EXCLUDE (\"_offset\"), _offset FROM t");
    assertThat(
            SelectStatement.parse(
                    duckDb, "SELECT 'é', a.*, b._Upload FROM t a JOIN u b ON a._source = b.x")
                .text())
        .isEqualTo(
            "SELECT 'é', a.* EXCLUDE (\"_source\", \"_upload\"), b._Upload FROM t a JOIN u b ON"
                + " a._source = b.x");
    assertThat(SelectStatement.parse(duckDb, "SELECT * FROM t").text())
        .isEqualTo("SELECT * FROM t");
  }
}
