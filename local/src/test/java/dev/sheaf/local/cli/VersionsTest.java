package dev.sheaf.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with the versions of a dataset. */
class VersionsTest {
  @TempDir Path root;
  private Path store;
  private Path people;
  private ServedStore up;

  @BeforeEach
  void twoVersions() throws IOException {
    store = root.resolve("store");
    up = new ServedStore(store);
    people = Files.createDirectory(root.resolve("people"));
    load("a.csv", "id,name\n1,ada\n2,bob\n");
    load("b.csv", "id,name\n3,cy\n");
  }

  @AfterEach
  void stop() throws Exception {
    up.close();
  }

  @Test
  void rollsBackRetractsAndReloads() throws IOException {
    assertThat(on("rollback", "people", "1").out()).contains("people version 3", "rows         2");
    load("c.csv", "id,name\n4,dan\n");
    assertThat(ids()).isEqualTo("[1, 2, 4]");
    assertThat(on("reload", "people", "people/default/b.csv").status()).isZero();
    assertThat(ids()).isEqualTo("[1, 2, 3, 4]");

    JsonNode retracted = on("retract", "people", "people/default/a.csv", "--json").json();
    assertThat(retracted.get("version").asInt()).isEqualTo(6);
    assertThat(retracted.get("operation").textValue()).startsWith("retract upload ");
    assertThat(ids()).isEqualTo("[3, 4]");
    assertThat(on("uploads", "people").out()).containsPattern("people/default/a.csv .*RETRACTED");
    assertThat(on("reconcile").status()).isZero();
    assertThat(on("reload", "people", "--all").status()).isZero();
    assertThat(ids()).isEqualTo("[3, 4]");
    assertThat(on("reload", "people", "people/default/a.csv").status()).isZero();
    assertThat(ids()).isEqualTo("[1, 2, 3, 4]");

    assertThat(on("rollback", "people", "99").err()).contains("has no version 99");
    assertThat(on("rollback", "nobody", "1").err()).contains("there is no dataset 'nobody'");
    assertThat(on("retract", "people", "people/default/a.csv", "none").err())
        .contains("no upload 'none'");
    assertThat(on("snapshots", "people").out()).contains("rollback to version 1", "retract upload");
  }

  @Test
  void versionsHaveNamesTimesAndAnEnd() throws IOException {
    assertThat(on("tag", "people", "1", "begin").out())
        .contains("people version 1 has the tag begin");
    assertThat(on("tag", "people", "2", "begin").err()).contains("another version has the tag");
    assertThat(on("tag", "people", "9", "end").err()).contains("no version 9");
    assertThat(on("tag", "people", "2", "no tag").status()).isEqualTo(2);
    assertThat(on("tags", "people", "--json").json().get("tags").toString())
        .isEqualTo("[{\"tag\":\"begin\",\"version\":1}]");

    assertThat(on("show", "people", "--tag", "begin").out()).contains("people version 1");
    JsonNode all = on("snapshots", "people", "--json").json().get("snapshots");
    String then = all.get(0).get("created").textValue();
    assertThat(on("show", "people", "--as-of", then).out()).contains("people version 1");
    assertThat(on("snapshots", "people", "--as-of", "2999-01-01", "--json").json().toString())
        .contains("\"version\":2");
    assertThat(on("show", "people", "--as-of", "2020-01-01").err()).contains("there are 1 to 2");
    assertThat(on("show", "people", "--as-of", "noon").status()).isEqualTo(2);
    assertThat(on("show", "people", "--tag", "x", "--version", "1").status()).isEqualTo(2);
    Path csv = root.resolve("then.csv");
    on("export", "people", "--tag", "begin", "--format", "csv", "--out", csv.toString());
    assertThat(Files.readString(csv)).isEqualTo("id,name\n1,ada\n2,bob\n");

    load("c.csv", "id,name\n4,dan\n");
    Path definition = root.resolve("people.yaml");
    Files.writeString(
        definition,
        "dataset: people\ncolumns: { id: bigint, name: varchar }\nretain: { snapshots: 1 }\n");
    assertThat(on("apply", definition.toString()).status()).isZero();
    assertThat(on("expire", "people").out()).isEqualTo("people version 2 has expired\n");
    assertThat(on("expire").out()).isEmpty();
    assertThat(on("show", "people", "--version", "2").err()).contains("has expired");
    assertThat(on("untag", "people", "begin").status()).isZero();
    assertThat(on("untag", "people", "begin").err()).contains("has no tags");
    assertThat(on("expire").out()).isEqualTo("people version 1 has expired\n");
    assertThat(ids()).isEqualTo("[1, 2, 3, 4]");
  }

  @Test
  void smallPartsAreMergedAndAllElseStaysTheSame() throws IOException {
    load("c.csv", "id,name\n4,dan\n");
    String fingerprint = on("show", "people", "--json").json().get("fingerprint").textValue();

    assertThat(on("compact", "people").out()).isEqualTo("people version 4: 3 parts became 1\n");
    assertThat(on("compact", "people").out())
        .isEqualTo("people version 4 has no small parts to merge\n");
    assertThat(on("show", "people", "--json").json().get("fingerprint").textValue())
        .isEqualTo(fingerprint);
    assertThat(ids()).isEqualTo("[1, 2, 3, 4]");
    assertThat(on("verify", "people").status()).isZero();
    assertThat(on("diff", "people", "3", "4").out()).contains("0 added, 0 removed");
    assertThat(on("diff", "people", "3", "4", "--key", "id").out())
        .contains("0 added, 0 removed, 0 changed, 4 as before");
    assertThat(on("lineage", "people", "--where", "id = 3").out()).contains("people/default/b.csv");
    JsonNode rows = on("lineage", "people", "--upload", "people/default/a.csv", "--json").json();
    assertThat(rows.findValues("id").toString()).isEqualTo("[1, 2]");

    load("a.csv", "id,name\n1,ADA\n");
    assertThat(ids()).isEqualTo("[1, 3, 4]");
    assertThat(on("retract", "people", "people/default/b.csv").out()).contains("of 2 uploads");
    assertThat(ids()).isEqualTo("[1, 4]");
    assertThat(on("verify", "people").status()).isZero();
    assertThat(on("compact", "nobody").err()).contains("there is no dataset 'nobody'");
  }

  @Test
  void versionsAreCompared() throws IOException {
    load("a.csv", "id,name\n1,ada\n2,BOB\n");

    JsonNode counted = on("diff", "people", "2", "3", "--json").json();
    assertThat(counted.get("added").asInt()).isEqualTo(1);
    assertThat(counted.get("removed").asInt()).isEqualTo(1);
    assertThat(counted.get("parts_read").asInt()).isEqualTo(2);
    assertThat(counted.get("samples").toString())
        .isEqualTo(
            "[{\"change\":\"added\",\"count\":1,\"after\":{\"id\":2,\"name\":\"BOB\"}},"
                + "{\"change\":\"removed\",\"count\":1,\"before\":{\"id\":2,\"name\":\"bob\"}}]");

    CommandRun keyed = on("diff", "people", "2", "3", "--key", "id");
    assertThat(keyed.out())
        .isEqualTo(
            """
            people version 2 -> 3, by id
              rows   0 added, 0 removed, 1 changed, 2 as before
              parts  1 of 2 and 1 of 2 were read; the others are in both
            ~ id=2  name="bob" -> "BOB"
            """);
    assertThat(on("diff", "people", "1", "1").out()).contains("0 added, 0 removed, 0 changed");
    assertThat(on("diff", "people", "1", "7").err()).contains("has no version 7");
    assertThat(on("diff", "people", "1", "2", "--key", "x").err()).contains("key column 'x'");
  }

  @Test
  void rowsLeadBackToTheirBytesAndUploadsToTheirRows() throws IOException {
    load("c.csv", "id,name\n8,eve\n9,\"two\nlines\"\n10,fay\n");

    CommandRun row = on("lineage", "people", "--where", "id = 9");
    assertThat(row.out())
        .startsWith("s3://")
        .contains("people/default/c.csv, bytes 14 to 28, run ", "9,\"two\\nlines\"");
    JsonNode origin = on("lineage", "people", "--where", "id = 9", "--json").json();
    assertThat(origin.get("origins").get(0).get("raw_base64").textValue())
        .isEqualTo(Base64.getEncoder().encodeToString("9,\"two\nlines\"\n".getBytes(UTF_8)));
    assertThat(on("lineage", "people", "--where", "id = 77").out()).isEmpty();
    assertThat(on("lineage", "people", "--where", "nothing = 1").err()).contains("nothing");
    assertThat(on("lineage", "people").status()).isEqualTo(2);

    JsonNode rows = on("lineage", "people", "--upload", "people/default/a.csv", "--json").json();
    assertThat(rows.findValues("id").toString()).isEqualTo("[1, 2]");
    assertThat(rows.findValues("_offset").toString()).isEqualTo("[8, 14]");
    assertThat(on("lineage", "people", "--upload", "people/default/c.csv", "--version", "2").err())
        .contains("version 2 of people has no rows of");

    load("c.csv", "id,name\n8,EVE\n");
    assertThat(on("lineage", "people", "--where", "id = 9", "--version", "3").err())
        .contains("byte 14", "overwritten after it was taken up");
  }

  private void load(String file, String content) throws IOException {
    Files.writeString(people.resolve(file), content);
    CommandRun run = on("run", people.toString());
    assertThat(run.status()).as(run.err()).isZero();
  }

  private String ids() {
    return on("query", "SELECT id FROM people ORDER BY id", "--json")
        .json()
        .findValues("id")
        .toString();
  }

  private CommandRun on(String... arguments) {
    return CommandRun.on(store, arguments);
  }
}
