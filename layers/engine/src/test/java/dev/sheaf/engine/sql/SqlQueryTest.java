package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlText;
import dev.sheaf.engine.result.QueryResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlQueryTest {
  private static final RowSchema ONE = Samples.schema("id bigint");
  private static final EngineLimits SMALL = new EngineLimits(1, 64 << 20, 20 << 20);

  @TempDir Path folder;
  private QueryTable numbers;

  @BeforeEach
  void write() {
    Path first = Samples.part(folder, "z", ONE, Samples.numbers(0, 130_000));
    Path second = Samples.part(folder, "a", ONE, Samples.numbers(130_000, 250_000));
    numbers = new QueryTable("numbers", ONE, List.of(first, second));
  }

  private QueryException failure(EngineLimits engine, QueryLimits limits, String sql) {
    try (LockedDuckDb duckDb = LockedDuckDb.open(engine, folder, List.of(folder))) {
      SelectStatement select = SelectStatement.parse(duckDb, sql);
      try (QueryResult result = new SqlQuery(duckDb, limits).run(select, List.of(numbers))) {
        throw new AssertionError(result.rows() + " rows");
      } catch (QueryException e) {
        assertThat(SelectStatement.parse(duckDb, "SELECT 1").tables())
            .as("the connection is of use after a failure")
            .isEmpty();
        return e;
      }
    }
  }

  @Test
  void rowsComeInTheOrderOfThePartsAndWithinThemAsWritten() {
    List<String> expected = new ArrayList<>();
    Samples.numbers(0, 250_000).forEach(row -> expected.add(row.get(0)));

    assertThat(Samples.query(folder, "SELECT * FROM numbers", numbers)).isEqualTo(expected);
  }

  @Test
  void orderByAndLimitOfTheQueryAreKept() {
    assertThat(
            Samples.query(
                folder, "SELECT id FROM numbers ORDER BY id % 1000 DESC, id LIMIT 3;", numbers))
        .containsExactly("999", "1999", "2999");
  }

  @Test
  void columnsThatAPartDoesNotHaveAreNull() {
    RowSchema now = Samples.schema("extra varchar", "id bigint", "never decimal(9,2)");
    Path old = Samples.part(folder, "old", ONE, Samples.numbers(1, 2));
    Path young =
        Samples.part(
            folder,
            "young",
            Samples.schema("ID bigint", "extra varchar"),
            List.of(List.of("2", "x")));

    assertThat(Samples.csv(folder, "FROM t", new QueryTable("t", now, List.of(old, young))))
        .isEqualTo("extra,id,never\n,1,\nx,2,\n");
    assertThat(
            Samples.query(
                folder,
                "SELECT DISTINCT typeof(extra) || typeof(id) || typeof(never) FROM t",
                new QueryTable("t", now, List.of(old, young))))
        .containsExactly("\"VARCHARBIGINTDECIMAL(9,2)\"");
  }

  @Test
  void aTableWithoutPartsIsEmptyAndHasItsTypes() {
    QueryTable empty = new QueryTable("t", Samples.ALL_TYPES, List.of());

    assertThat(Samples.csv(folder, "SELECT * FROM t", empty))
        .isEqualTo("flag,id,ratio,price,count,tiny,wide,day,at,name,nested\n");
    assertThat(Samples.query(folder, "SELECT sum(id), count(*), max(_offset) FROM t", empty))
        .containsExactly(",0,");
  }

  @Test
  void provenanceIsHiddenUntilItIsNamed() {
    assertThat(Samples.csv(folder, "SELECT * FROM numbers LIMIT 1", numbers)).isEqualTo("id\n0\n");
    assertThat(
            Samples.csv(
                folder,
                "SELECT *, _offset, _upload, _source FROM numbers WHERE id = 200000",
                numbers))
        .isEqualTo("id,_offset,_upload,_source\n200000,700000,-81985529216486896,it's\n");
    assertThat(
            Samples.csv(
                folder,
                "SELECT a.*, b._offset FROM numbers a JOIN numbers b USING (id) WHERE id = 7",
                numbers))
        .isEqualTo("id,_offset\n7,70\n");
  }

  @Test
  void aDatasetMayHaveAnyNameAndAWithGoesBeforeIt() {
    Path part = Samples.part(folder, "p", ONE, Samples.numbers(5, 6));
    assertThat(
            Samples.query(
                folder, "SELECT * FROM \"order\"", new QueryTable("order", ONE, List.of(part))))
        .containsExactly("5");
    assertThat(
            Samples.query(
                folder,
                "WITH numbers AS (SELECT id + 1 AS id FROM numbers WHERE id < 2) FROM Numbers",
                numbers))
        .containsExactly("1", "2");
  }

  @Test
  void anErrorFarIntoTheRowsIsNotLost() {
    assertThat(
            failure(
                EngineLimits.DEFAULT,
                QueryLimits.DEFAULT,
                "SELECT CASE WHEN id = 249999 THEN error('far') ELSE id END FROM numbers"))
        .hasMessage("SQL error: Invalid Input Error: far");
  }

  @Test
  void errorsAreOneLineWithoutOurOwnSql() {
    assertThat(failure(EngineLimits.DEFAULT, QueryLimits.DEFAULT, "SELECT x\nFROM numbers"))
        .hasMessageContaining("Referenced column \"x\" not found")
        .hasMessageContaining("Candidate bindings: \"id\"")
        .message()
        .doesNotContain("\n", "_result", "LINE");
  }

  @Test
  void timeIsLimited() {
    long start = System.nanoTime();
    QueryException failure =
        failure(
            EngineLimits.DEFAULT,
            new QueryLimits(Duration.ofSeconds(1), 10),
            "SELECT count(*) FROM numbers a, numbers b, numbers c WHERE a.id % 7 = b.id % 5");

    assertThat(failure).hasMessageStartingWith("the query was stopped after 1 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void memoryAndSpillFilesAreLimited() {
    assertThat(
            failure(
                SMALL,
                QueryLimits.DEFAULT,
                "SELECT a.id, md5(a.id::VARCHAR || b.range) AS m FROM numbers a, range(40) b"
                    + " ORDER BY m"))
        .hasMessageStartingWith(
            "the query needs more than its 64 MiB of memory and 20 MiB of spill");
  }

  @Test
  void theResultItselfCountsAsMemory() {
    assertThat(
            failure(
                SMALL,
                QueryLimits.DEFAULT,
                "SELECT md5(a.id::VARCHAR || b.range) AS m FROM numbers a, range(40) b"))
        .hasMessageStartingWith("the query needs more than its 64 MiB");
  }

  @Test
  void rowsAreLimited() {
    QueryLimits refuse = new QueryLimits(Duration.ofMinutes(1), 1000);
    assertThat(failure(EngineLimits.DEFAULT, refuse, "FROM numbers"))
        .hasMessage("the result has more than 1000 rows; add a LIMIT or select less");

    try (LockedDuckDb duckDb = LockedDuckDb.open(SMALL, folder, List.of(folder))) {
      SqlQuery query = new SqlQuery(duckDb, refuse);
      SelectStatement few = SelectStatement.parse(duckDb, "FROM numbers LIMIT 1000");
      try (QueryResult result = query.run(few, List.of(numbers))) {
        assertThat(result.rows()).isEqualTo(1000);
      }
    }
  }

  private String digest(String sql) {
    try (LockedDuckDb duckDb = LockedDuckDb.open(SMALL, folder, List.of(folder));
        QueryResult result =
            new SqlQuery(duckDb, QueryLimits.DEFAULT)
                .run(SelectStatement.parse(duckDb, sql), List.of(numbers))) {
      return result.digest();
    }
  }

  @Test
  void theDigestTellsRowsAndTheirOrder() {
    String rows = digest("FROM numbers LIMIT 100");
    assertThat(digest("FROM numbers LIMIT 100")).isEqualTo(rows);
    assertThat(digest("FROM numbers LIMIT 99")).isNotEqualTo(rows);
    assertThat(digest("FROM (FROM numbers LIMIT 100) ORDER BY id DESC")).isNotEqualTo(rows);
    assertThat(digest("SELECT random() AS r")).isNotEqualTo(digest("SELECT random() AS r"));
    assertThat(digest("FROM numbers WHERE false")).isEmpty();
    assertThat(digest("SELECT [{'a': NULL, 'b': 'nan'::DOUBLE}] AS nested")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM numbers WHERE id < 700 UNION SELECT id * 2 FROM numbers",
        "SELECT id % 9000 AS k, count(*) AS c FROM (FROM numbers UNION ALL FROM numbers) GROUP BY k",
        "SELECT id % 7 AS k, id FROM numbers ORDER BY k"
      })
  void aQueryGivesItsRowsInTheSameOrderEveryTime(String sql) {
    assertThat(Stream.generate(() -> digest(sql)).limit(12).distinct()).hasSize(1);
  }

  @Test
  void rowsOfAUnionComeAsTheQuerySaysIfItSays() {
    assertThat(Samples.query(folder, "SELECT 2 AS a UNION SELECT 1 UNION SELECT 3", numbers))
        .containsExactly("1", "2", "3");
    assertThat(Samples.query(folder, "SELECT 2 AS a UNION SELECT 3 ORDER BY a DESC", numbers))
        .containsExactly("3", "2");
    assertThat(
            Samples.query(folder, "SELECT 2 AS a UNION ALL (SELECT 1 UNION ALL SELECT 3)", numbers))
        .containsExactly("2", "1", "3");
  }

  /** The parse tree is the first guard; this is what holds if it ever lets one pass. */
  @Test
  void aSubqueryCannotWrite() {
    try (LockedDuckDb duckDb = LockedDuckDb.open(SMALL, folder, List.of(folder))) {
      Path file = folder.resolve("evil.csv");
      String copy = "WITH x AS (COPY (SELECT 1) TO %s) SELECT 1".formatted(SqlText.literal(file));
      assertThatThrownBy(
              () ->
                  duckDb.execute(
                      "CREATE TEMP TABLE r AS SELECT * FROM (%s\n) AS q".formatted(copy)))
          .hasMessageContaining("top level");
      assertThat(file).doesNotExist();
    }
  }
}
