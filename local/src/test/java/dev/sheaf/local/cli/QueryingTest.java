package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryingTest {
  private static final String SQL = "SELECT id, name FROM people ORDER BY id";

  @TempDir static Path root;

  private static Path store;

  @BeforeAll
  static void load() throws IOException {
    store = root.resolve("store");
    Path file = root.resolve("people.csv");
    Files.writeString(file, "id,name\n1,Ann\n2,\"Bob, \"\"B\"\"\"\n3,\n");
    CommandRun run = CommandRun.on(store, "run", file.toString());
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void answersInEveryFormat() {
    assertThat(query("csv")).isEqualTo("id,name\n1,Ann\n2,\"Bob, \"\"B\"\"\"\n3,\n");
    assertThat(query("ndjson"))
        .isEqualTo(
            """
            {"id":1,"name":"Ann"}
            {"id":2,"name":"Bob, \\"B\\""}
            {"id":3,"name":null}
            """);
    assertThat(query("table")).contains("id").contains("Ann").contains("Bob, \"B\"");
    JsonNode json = CommandRun.on(store, "query", "--json", SQL).json();
    assertThat(json).isEqualTo(Json.read(query("json"), JsonNode.class)).hasSize(3);
    assertThat(json.get(1).get("name").textValue()).isEqualTo("Bob, \"B\"");
  }

  @Test
  void readsTheVersionThatIsMeant() {
    String count = "SELECT count(*) AS n FROM people";
    CommandRun first = CommandRun.on(store, "query", "--version", "1", "--format", "csv", count);
    assertThat(first.out()).as(first.err()).isEqualTo("n\n3\n");
    CommandRun later = CommandRun.on(store, "query", "--as-of", "2100-01-01", count);
    assertThat(later.status()).as(later.err()).isZero();

    CommandRun before = CommandRun.on(store, "query", "--as-of", "2001-01-01", count);
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.err()).contains("has no version as of 2001-01-01T00:00:00Z");
    assertThat(CommandRun.on(store, "query", "--version", "9", count).err())
        .contains("dataset 'people' has no version 9; there are 1 to 1");
  }

  @Test
  void explainsWhatItWouldRead() {
    CommandRun all = CommandRun.on(store, "query", "--explain", SQL);
    assertThat(all.out()).as(all.err()).contains("people", "parts read");
    JsonNode none =
        CommandRun.on(store, "query", "--explain", "--json", "SELECT id FROM people WHERE id > 9")
            .json()
            .get("reads")
            .get(0);
    assertThat(none.get("parts").asInt()).isEqualTo(1);
    assertThat(none.get("readParts").asInt()).isZero();
    assertThat(none.get("bytes").asLong()).isZero();
    assertThat(none.get("snapshotBytes").asLong()).isPositive();
  }

  @Test
  void refusesWhatIsNotOneSelectOfDatasets() {
    assertFailure("DROP TABLE people", "SELECT");
    assertFailure("SELECT 1; SELECT 2", "one");
    assertFailure("SELECT * FROM read_csv('/etc/passwd')", "read_csv");
    assertFailure("SELECT * FROM pepole", "no dataset 'pepole'", "people");
    assertFailure("SELECT nam FROM people", "nam");
  }

  @Test
  void exportsInEveryFormat() throws IOException {
    assertThat(export("csv")).hasContent("id,name\n1,Ann\n2,\"Bob, \"\"B\"\"\"\n3,\n");
    assertThat(Files.readAllLines(export("ndjson"))).hasSize(3);
    byte[] parquet = Files.readAllBytes(export("parquet"));
    assertThat(Arrays.copyOf(parquet, 4)).isEqualTo(new byte[] {'P', 'A', 'R', '1'});
  }

  @Test
  void exportSaysWhereItCannotWrite() {
    CommandRun run =
        CommandRun.on(
            store, "export", "people", "--format", "csv", "--out", root + "/none/people.csv");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("its folder does not exist");
  }

  private static Path export(String format) {
    Path file = root.resolve("out." + format);
    CommandRun run =
        CommandRun.on(
            store, "export", "people", "--json", "--format", format, "--out", file.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("rows").intValue()).isEqualTo(3);
    return file;
  }

  private static String query(String format) {
    CommandRun run = CommandRun.on(store, "query", "--format", format, SQL);
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  private static void assertFailure(String sql, String... parts) {
    CommandRun run = CommandRun.on(store, "query", sql);
    assertThat(run.status()).as(run.out()).isEqualTo(1);
    assertThat(run.err()).startsWith("sheaf: ").contains(parts).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }
}
