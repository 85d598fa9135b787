package dev.sheaf.querier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.query.WeatherLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryHandlerTest {
  @TempDir Path scratch;
  private WeatherLake lake;

  @BeforeEach
  void fill() {
    lake = WeatherLake.ofWeather(scratch);
  }

  private Invocation invocation() {
    return Invocation.of(lake.service(), 5_000_000);
  }

  private JsonNode answer(String request) {
    return invocation().answer(request);
  }

  @Test
  void aQuery() {
    assertThat(
            new String(
                invocation()
                    .bytes(
                        """
                    {"action": "query", "dataset": "weather", "version": 1,
                     "sql": "SELECT n, s, n * 0.50 AS h FROM weather WHERE n > 0"}"""),
                StandardCharsets.UTF_8))
        .matches(
            "\\{\"columns\":\\[\\{\"name\":\"n\",\"type\":\"BIGINT\"\\},"
                + "\\{\"name\":\"s\",\"type\":\"VARCHAR\"\\},"
                + "\\{\"name\":\"h\",\"type\":\"DECIMAL\\(\\d+,2\\)\"\\}\\],"
                + "\"reading\":\\{\"bytes\":\\d+,\"parts\":1,\"prunedParts\":0,\"prunedRowGroups\":0\\},"
                + "\"snapshots\":\\{\"weather\":1\\},"
                + "\"rows\":\\[\\[1,\"row 1\",0\\.50\\],\\[2,\"row 2\",1\\.00\\]\\]\\}");
  }

  @Test
  void aResponseStaysBelowWhatLambdaReturns() {
    String request =
        """
        {"action": "query", "sql": "SELECT repeat('x', 1000) AS x FROM weather, range(2000)"}""";
    byte[] response = invocation().bytes(request);
    JsonNode first = Json.read(response, JsonNode.class);

    assertThat(response.length).isBetween(4_900_000, 6_000_000);
    assertThat(first.get("rows").size()).isBetween(4900, 5000);
    assertThat(Invocation.together(invocation().pages(request), "rows")).hasSize(10_000);
    assertThat(
            answer("{\"action\": \"query\", \"sql\": \"SELECT repeat('x', 6000000) AS x\"}")
                .get("error")
                .textValue())
        .startsWith("row 1 of the answer has 6000004 bytes as JSON");
  }

  @Test
  void lists() {
    assertThat(answer("{\"action\": \"datasets\"}")).hasToString("{\"datasets\":[\"weather\"]}");
    assertThat(answer("{\"action\": \"snapshots\", \"dataset\": \"weather\"}").get("snapshots"))
        .hasSize(2);
    JsonNode shown = answer("{\"action\": \"show\", \"dataset\": \"weather\"}");
    assertThat(shown.get("version").asInt()).isEqualTo(2);
    assertThat(shown.get("rows").asInt()).isEqualTo(5);
    assertThat(shown.get("columns"))
        .hasToString(
            "[{\"name\":\"n\",\"type\":\"bigint\"},{\"name\":\"s\",\"type\":\"varchar\"}]");
  }

  @Test
  void whatIsWrongWithARequestIsItsAnswer() {
    assertThat(answer("{\"action\": \"query\", \"sql\": \"FROM wether\"}"))
        .hasToString("{\"error\":\"there is no dataset 'wether'; did you mean weather?\"}");
    assertThat(
            answer("{\"action\": \"query\", \"sql\": \"SELECT FROM weather\"}")
                .get("error")
                .asText())
        .startsWith("SQL error");
    assertThat(answer("{\"action\": \"query\"}").get("error").asText()).contains("needs sql");
    assertThat(answer("{\"action\": \"show\"}").get("error").asText()).contains("needs a dataset");
    assertThat(answer("{\"action\": \"drop\"}").get("error").asText())
        .contains("there are datasets, snapshots, show, lookup and query");
    assertThat(answer("{}").get("error").asText()).contains("action");
    assertThat(answer("{\"sequel\": \"\"}").get("error").asText()).contains("sequel");
    assertThat(answer("not json").get("error").asText()).isNotEmpty();
  }

  @Test
  void theEnvironmentIsCheckedAtTheStart() {
    assertThatThrownBy(() -> new QueryHandler(Map.of("SHEAF_LAKE_BUCKET", "lake")))
        .hasMessageContaining("SHEAF_TABLE is not set");
  }

  @Test
  void theEnvironmentOfTheTemplateIsEnough() {
    assertThat(
            new QueryHandler(
                Map.of(
                    "SHEAF_LAKE_BUCKET", "lake",
                    "SHEAF_TABLE", "sheaf",
                    "AWS_REGION", "us-east-1")))
        .isNotNull();
  }
}
