package dev.sheaf.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.result.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryServiceTest {
  @TempDir Path scratch;
  private WeatherLake lake;

  @BeforeEach
  void fill() {
    lake = new WeatherLake(scratch);
    lake.commit("orders", 0, 3);
    lake.commit("weather", 0, 1000);
    lake.commit("weather", 1000, 2000);
    lake.commit("weather", 2000, 3000);
    lake.define("empty");
  }

  @AfterEach
  void nothingIsLeftOnTheDisk() throws IOException {
    if (Files.exists(scratch.resolve("reading"))) {
      try (Stream<Path> left = Files.list(scratch.resolve("reading"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  private String csv(QueryRequest request) {
    try (QueryAnswer answer = lake.service().query(request)) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      OutputFormat.CSV.writer().write(answer.rows(), text);
      return text.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(QueryRequest request, String message) {
    assertThatThrownBy(() -> lake.service().query(request))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listsWhatThereIs() {
    assertThat(lake.service().datasets()).containsExactly("empty", "orders", "weather");
    assertThat(lake.service().snapshots("weather"))
        .extracting(SnapshotRecord::version)
        .containsExactly(1, 2, 3);
    assertThat(lake.service().snapshots("empty")).isEmpty();
    SnapshotSummary shown = lake.service().show("weather", 2);
    assertThat(shown.rows()).isEqualTo(2000);
    assertThat(shown.parts()).isEqualTo(2);
    assertThat(lake.service().show("weather", null).version()).isEqualTo(3);
  }

  @Test
  void readsTheNewestOrTheVersionThatIsNamed() {
    String sql = "SELECT count(*) AS c, max(n) AS m FROM weather";
    assertThat(csv(QueryRequest.newest(sql))).isEqualTo("c,m\n3000,2999\n");
    assertThat(csv(new QueryRequest(sql, null, 1))).isEqualTo("c,m\n1000,999\n");
    assertThat(csv(new QueryRequest(sql, "weather", 2))).isEqualTo("c,m\n2000,1999\n");
    String both = "SELECT count(*) AS c FROM weather JOIN orders USING (n)";
    assertThat(csv(new QueryRequest(both, "weather", 1))).isEqualTo("c\n3\n");
  }

  @Test
  void partsThatCannotMatchAreNotFetched() {
    lake.store.delete(WeatherLake.BUCKET, "runs/weather/0.parquet");
    try (QueryAnswer answer =
        lake.service()
            .query(QueryRequest.newest("SELECT * FROM weather WHERE n BETWEEN 1500 AND 1501"))) {
      assertThat(answer.rows().rows()).isEqualTo(2);
      assertThat(answer.reading().parts()).isEqualTo(1);
      assertThat(answer.reading().prunedParts()).isEqualTo(2);
      assertThat(answer.versions()).hasToString("{weather=3}");
    }
    assertThatThrownBy(() -> lake.service().query(QueryRequest.newest("FROM weather")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runs/weather/0.parquet is missing");
    assertThat(csv(QueryRequest.newest("SELECT count(*) AS c FROM weather WHERE n > 5000")))
        .isEqualTo("c\n0\n");
  }

  @Test
  void rowsAreCountedWithoutReadingAPart() {
    for (String part : List.of("0", "1000", "2000")) {
      lake.store.delete(WeatherLake.BUCKET, "runs/weather/%s.parquet".formatted(part));
    }
    for (String sql :
        List.of("SELECT count(*) AS c FROM weather", "select COUNT(*) c from \"weather\" AS w;")) {
      assertThat(csv(QueryRequest.newest(sql))).isEqualTo("c\n3000\n");
      assertThat(csv(new QueryRequest(sql, null, 2))).isEqualTo("c\n2000\n");
      assertThat(lake.service().explain(QueryRequest.newest(sql)).toString())
          .contains("readParts=0", "bytes=0");
    }
    for (String sql :
        List.of(
            "SELECT count(*) FROM weather WHERE n > 5",
            "SELECT count(n) FROM weather",
            "SELECT count(DISTINCT n) FROM weather",
            "SELECT count(*) FILTER (n > 5) FROM weather",
            "SELECT count(*) FROM weather USING SAMPLE 10%",
            "SELECT count(*) FROM weather TABLESAMPLE 10%",
            "SELECT count(*), max(n) FROM weather",
            "SELECT count(*) FROM weather GROUP BY n",
            "SELECT count(*) FROM weather HAVING max(n) > 5",
            "SELECT count(*) FROM weather, weather AS w",
            "SELECT count(*) OVER () FROM weather",
            "SELECT count(*) FROM weather ORDER BY max(n)",
            "SELECT count(*) FROM (SELECT DISTINCT n FROM weather)",
            "SELECT (SELECT count(*) FROM weather WHERE n < w.n) FROM weather AS w")) {
      assertThatThrownBy(() -> csv(QueryRequest.newest(sql)))
          .as(sql)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is missing");
    }
  }

  @Test
  void namesThatAreNotKnownGetHelp() {
    assertRefused(
        QueryRequest.newest("FROM wether"), "there is no dataset 'wether'; did you mean weather?");
    assertRefused(QueryRequest.newest("FROM sqlite_master"), "there are empty, orders, weather");
    assertRefused(QueryRequest.newest("FROM empty"), "dataset 'empty' has no snapshot yet");
    assertRefused(
        new QueryRequest("FROM weather", null, 9),
        "dataset 'weather' has no version 9; there are 1 to 3");
    assertRefused(
        new QueryRequest("FROM weather, orders", null, 1), "say of which dataset version 1 is");
    assertRefused(new QueryRequest("FROM weather", "orders", 1), "which the query does not read");
    assertRefused(
        new QueryRequest("FROM weather", null, new SnapshotChoice.AsOf(Instant.EPOCH)),
        "has no version as of 1970-01-01T00:00:00Z; there are 1 to 3");
  }

  @Test
  void aTimeIsOfAllDatasetsThatAreRead() {
    // Version n of the test's datasets is of second n.
    SnapshotChoice then = new SnapshotChoice.AsOf(Instant.EPOCH.plusMillis(2_500));
    assertThat(csv(new QueryRequest("SELECT count(*) AS c FROM weather", null, then)))
        .isEqualTo("c\n2000\n");
    assertThat(
            lake.service()
                .explain(new QueryRequest("FROM weather WHERE n = 7", null, then))
                .toString())
        .contains("version=2", "readParts=1");
    assertThatThrownBy(() -> lake.service().snapshots("nothing"))
        .hasMessageContaining("there is no dataset 'nothing'");
    assertThatThrownBy(() -> lake.service().show("empty", 1))
        .hasMessageContaining("has no snapshot yet");
  }

  @Test
  void whatIsFetchedIsLimited() {
    assertThatThrownBy(() -> lake.service(10_000).query(QueryRequest.newest("FROM weather")))
        .isInstanceOf(QueryException.class)
        .hasMessageMatching(
            "3 parts of 0\\.\\d MB in all .* the limit is 0\\.0 MB; add conditions.*");
    try (QueryAnswer answer =
        lake.service(10_000).query(QueryRequest.newest("FROM weather WHERE n = 7"))) {
      assertThat(answer.rows().rows()).isEqualTo(1);
    }
  }

  @Test
  void aPartWithOtherBytesIsNotRead() {
    byte[] bytes =
        lake.store.read(WeatherLake.BUCKET, "runs/weather/0.parquet").orElseThrow().clone();
    bytes[bytes.length / 2] ^= 1;
    lake.store.put(WeatherLake.BUCKET, "runs/weather/0.parquet", bytes);

    assertThatThrownBy(() -> lake.service().query(QueryRequest.newest("FROM weather")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void exportsAVersionInRowOrder() throws IOException {
    Path file = scratch.resolve("out.csv");
    long rows = lake.service().export("weather", 2, OutputFormat.CSV, file);

    assertThat(rows).isEqualTo(2000);
    assertThat(Files.readAllLines(file))
        .hasSize(2001)
        .startsWith("n,s", "0,row 0", "1,row 1")
        .endsWith("1999,row 1999");
  }
}
