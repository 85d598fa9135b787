package dev.sheaf.querier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.query.WeatherLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagingTest {
  private static final String ROWS =
      """
      {"action": "query", "sql": "SELECT n, s FROM weather", "max_rows": 2}""";

  @TempDir Path scratch;
  private WeatherLake lake;

  @BeforeEach
  void fill() {
    lake = WeatherLake.ofWeather(scratch);
  }

  private Invocation invocation() {
    return Invocation.of(lake.service(), Invocation.UNLIMITED);
  }

  private static String error(JsonNode answer) {
    assertThat(answer.has("error")).as(answer.toString()).isTrue();
    return answer.get("error").textValue();
  }

  @Test
  void whatWasCommittedBetweenTwoPagesIsInNeither() {
    JsonNode first = invocation().answer(ROWS);
    lake.commit("weather", 5, 9);
    JsonNode second = invocation().next(ROWS, first);
    JsonNode third = invocation().next(ROWS, second);

    assertThat(first.get("rows")).hasToString("[[0,\"row 0\"],[1,\"row 1\"]]");
    assertThat(second.get("rows")).hasToString("[[2,\"row 2\"],[3,\"row 3\"]]");
    assertThat(third.get("rows")).hasToString("[[4,\"row 4\"]]");
    assertThat(third.has("next")).isFalse();
    assertThat(third.get("snapshots")).hasToString("{\"weather\":2}");
    assertThat(Invocation.together(invocation().pages(ROWS), "rows")).hasSize(9);
  }

  @Test
  void aPageThatEndsWhereTheAnswerDoesIsTheLastOne() {
    String all = Invocation.with(ROWS, "max_rows", 5);
    assertThat(invocation().pages(all)).hasSize(1);
    assertThat(invocation().pages(Invocation.with(ROWS, "max_rows", 4))).hasSize(2);
    assertThat(error(invocation().answer(Invocation.with(ROWS, "max_rows", 0))))
        .isEqualTo("max_rows is 0; a page has at least one row");
  }

  @Test
  void aPageGoesWithTheRequestThatItContinues() {
    JsonNode first = invocation().answer(ROWS);
    String other = Invocation.with(ROWS, "sql", "SELECT s, n FROM weather");
    for (String request : List.of(other, Invocation.with(ROWS, "version", 1))) {
      assertThat(error(invocation().next(request, first)))
          .isEqualTo(
              "'next' belongs to another request: repeat the one whose answer had it, or leave it out");
    }
  }

  @Test
  void aDamagedPlaceIsNoPlace() {
    String next = invocation().answer(ROWS).get("next").textValue();
    for (int at = 0; at < next.length(); at += 7) {
      char other = next.charAt(at) == 'A' ? 'B' : 'A';
      String damaged = next.substring(0, at) + other + next.substring(at + 1);
      assertThat(error(invocation().answer(Invocation.with(ROWS, "next", damaged))))
          .isEqualTo(
              "'next' is damaged: send it as the page before had it, or leave it out to begin anew");
    }
    for (String damaged : List.of("", ".", "2", next.substring(1), next + "=")) {
      assertThat(error(invocation().answer(Invocation.with(ROWS, "next", damaged))))
          .startsWith("'next' is damaged");
    }
  }

  @Test
  void aSnapshotThatExpiredBetweenTwoPagesIsNamed() {
    JsonNode first = invocation().answer(ROWS);
    lake.commit("weather", 5, 9);
    lake.table.expire("weather", 2, Instant.parse("2026-01-02T03:04:05Z"));

    assertThat(error(invocation().next(ROWS, first)))
        .isEqualTo(
            "version 2 of 'weather' has expired, at 2026-01-02T03:04:05Z; tag a version to keep it;"
                + " the pages before are of it, so begin anew without 'next'");
  }

  @Test
  void aRowLongerThanAPageIsNamed() {
    Invocation small = Invocation.of(lake.service(), 1000);
    String long2 = "SELECT n, repeat('x', CASE n WHEN 2 THEN 3000 ELSE 10 END) AS x FROM weather";
    String request = Json.write(Map.of("action", "query", "sql", long2));
    JsonNode first = small.answer(request);

    assertThat(first.get("rows").size()).isEqualTo(2);
    assertThat(error(small.next(request, first)))
        .isEqualTo(
            "row 3 of the answer has 3006 bytes as JSON, 3002 of them in column 'x', and a page holds"
                + " 1000; select fewer columns, or shorter values such as left(column, 1000)");
  }

  @Test
  void pagesOfAQueryWhoseRowsChangeDoNotGoTogether() {
    String request =
        Json.write(
            Map.of("action", "query", "max_rows", 1, "sql", "SELECT random() AS r FROM weather"));

    assertThat(error(invocation().next(request, invocation().answer(request))))
        .startsWith("the query gives other rows than for the page before")
        .contains("random() and now()");
  }

  @Test
  void listsHavePagesToo() {
    lake.define("air");
    String datasets = "{\"action\": \"datasets\", \"max_rows\": 1}";
    JsonNode first = invocation().answer(datasets);
    assertThat(first.get("datasets")).hasToString("[\"air\"]");
    lake.define("aardvark");
    JsonNode second = invocation().next(datasets, first);
    assertThat(second.get("datasets")).hasToString("[\"weather\"]");

    String snapshots = "{\"action\": \"snapshots\", \"dataset\": \"weather\", \"max_rows\": 1}";
    JsonNode oldest = invocation().answer(snapshots);
    lake.commit("weather", 5, 9);
    assertThat(oldest.get("snapshots").get(0).get("version").intValue()).isEqualTo(1);
    JsonNode newer = invocation().next(snapshots, oldest);
    assertThat(newer.get("snapshots").get(0).get("version").intValue()).isEqualTo(2);
    JsonNode newest = invocation().next(snapshots, newer);
    assertThat(newest.get("snapshots").get(0).get("version").intValue()).isEqualTo(3);
    assertThat(newest.has("next")).isFalse();
  }
}
