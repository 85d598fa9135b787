package dev.sheaf.querier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.query.WeatherLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Pages put together are the whole answer, wherever they end and whatever is committed meanwhile. */
class PagingProperties {
  private static final int ROWS = 3000;

  private Path scratch;
  private WeatherLake lake;

  @BeforeTry
  void fill() throws IOException {
    scratch = Files.createTempDirectory("paging");
    lake = new WeatherLake(scratch);
    lake.commit("t", 0, ROWS / 2);
    lake.commit("t", ROWS / 2, ROWS);
  }

  @AfterTry
  void clear() throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** With a definite order, with ties, and with none at all. */
  @Provide
  Arbitrary<String> statements() {
    return Arbitraries.of(
        "FROM t",
        "SELECT s, n FROM t WHERE n % 3 = 1",
        "SELECT n, s FROM t ORDER BY n DESC",
        "SELECT n % 7 AS k, n FROM t ORDER BY k",
        "SELECT n % 7 AS k, n FROM t ORDER BY k LIMIT 500",
        "SELECT DISTINCT n // 2 AS half FROM t",
        "SELECT n % 997 AS k, count(*) AS c, sum(n) AS total FROM t GROUP BY k",
        "SELECT a.n, b.s FROM t AS a JOIN t AS b ON a.n = b.n + 1",
        "SELECT n FROM t WHERE n < 700 UNION SELECT n * 2 FROM t",
        "SELECT n, row_number() OVER (PARTITION BY n % 5) AS r FROM t",
        "SELECT n, [n, NULL] AS l, {'s': s} AS m, 'a\"ü\\' AS x FROM t",
        "SELECT n FROM t USING SAMPLE reservoir(400 ROWS) REPEATABLE (7)",
        "SELECT k, sum(n) AS total FROM (SELECT n % 99 AS k, n FROM t UNION ALL SELECT n, n FROM t)"
            + " GROUP BY k",
        "FROM t WHERE n < 0");
  }

  @Property(tries = 15)
  void pagesTogetherAreTheWholeAnswer(
      @ForAll("statements") String sql,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 100, max = 1500) Integer> maxRows,
      @ForAll @IntRange(min = 4000, max = 60_000) int pageBytes,
      @ForAll @IntRange(max = 3) int commitBehindPage) {
    String request = Json.write(Map.of("action", "query", "sql", sql));
    JsonNode whole = Invocation.of(lake.service(), Invocation.UNLIMITED).answer(request);
    Invocation invocation = Invocation.of(lake.service(), pageBytes);

    List<JsonNode> pages = new ArrayList<>();
    JsonNode page = null;
    do {
      int most = maxRows.get(pages.size() % maxRows.size());
      String asked = Invocation.with(request, "max_rows", most);
      page = page == null ? invocation.answer(asked) : invocation.next(asked, page);
      assertThat(page.has("rows")).as(page.toString()).isTrue();
      assertThat(page.get("rows").size()).isLessThanOrEqualTo(most);
      assertThat(page.get("rows").toString().length()).isLessThanOrEqualTo(pageBytes + 2);
      pages.add(page);
      if (pages.size() == commitBehindPage) {
        lake.commit("t", ROWS, ROWS + 500);
      }
    } while (page.has("next"));

    assertThat(Invocation.together(pages, "rows"))
        .isEqualTo(Invocation.together(List.of(whole), "rows"));
    assertThat(pages).allSatisfy(one -> assertThat(one.get("snapshots")).hasToString("{\"t\":2}"));
    assertThat(pages)
        .allSatisfy(one -> assertThat(one.get("columns")).isEqualTo(whole.get("columns")));
  }
}
