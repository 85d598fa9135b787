package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropTest {
  @TempDir Path root;
  private Path store;
  private Path folder;

  @BeforeEach
  void load() throws IOException {
    store = root.resolve("store");
    folder = Files.createDirectory(root.resolve("people"));
    Files.writeString(folder.resolve("a.csv"), "id,name\n1,ada\n2,bob\n");
    assertThat(on("run", folder.toString()).status()).isZero();
    Files.writeString(folder.resolve("b.csv"), "id,name\n3,cy\nx,dan\n");
    assertThat(on("run", folder.toString()).status()).isZero();
    assertThat(on("tag", "people", "1", "first").status()).isZero();
    Path other = Files.createDirectory(root.resolve("cities"));
    Files.writeString(other.resolve("c.csv"), "id,city\n1,Rome\n");
    assertThat(on("run", other.toString()).status()).isZero();
  }

  @Test
  void nothingIsLeftAndAnotherDatasetIsNotTouched() throws IOException {
    CommandRun drop = on("drop", "people", "--yes");

    assertThat(drop.status()).as(drop.err()).isZero();
    assertThat(drop.out()).startsWith("people is dropped; its last version was 2, and ");
    assertThat(on("datasets").out()).contains("cities").doesNotContain("people");
    assertThat(on("show", "people").err()).contains("no dataset 'people'");
    assertThat(on("query", "SELECT * FROM people").status()).isEqualTo(1);
    assertThat(on("reconcile").out()).contains("of 0 were lost");
    assertThat(on("show", "cities", "--json").json().get("rows").asInt()).isEqualTo(1);
    assertThat(on("verify", "cities").status()).isZero();
    assertThat(on("drop", "none", "--yes").err()).contains("no dataset 'none'");
    assertThat(lake())
        .noneMatch(file -> file.contains("tables/people/") || file.contains("log/people/"));
  }

  @Test
  void aNewDatasetOfTheNameCountsOn() throws IOException {
    assertThat(on("drop", "people", "--yes").status()).isZero();
    JsonNode again = on("drop", "people", "--yes", "--json").json();
    assertThat(again.get("version").asInt()).isEqualTo(2);
    assertThat(again.get("objects").asInt()).isZero();

    CommandRun run = on("run", "--json", folder.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.snapshot().get("version").asInt()).isEqualTo(3);
    assertThat(run.snapshot().get("rows").asInt()).isEqualTo(3);
    assertThat(on("snapshots", "people", "--json").json().get("snapshots")).hasSize(1);
    assertThat(on("tags", "people", "--json").json().get("tags")).isEmpty();
    assertThat(on("verify", "people").status()).isZero();
    Files.writeString(folder.resolve("c.csv"), "id,name\n9,eve\n");
    assertThat(on("run", "--json", folder.toString()).snapshot().get("version").asInt())
        .isEqualTo(4);
    assertThat(on("query", "--format", "csv", "SELECT count(*) AS n FROM people").out())
        .isEqualTo("n\n4\n");
  }

  @Test
  void itAsksFirst() {
    CommandRun no = answering("yes\n");
    assertThat(no.status()).isEqualTo(1);
    assertThat(no.err())
        .contains("people has version 2, with 3 rows")
        .containsPattern("not dropped; .*: sheaf drop --store \\S+ people --yes");
    assertThat(answering("").status()).isEqualTo(1);
    assertThat(on("show", "people").status()).isZero();

    CommandRun drop = answering("people\n");
    assertThat(drop.status()).as(drop.err()).isZero();
    assertThat(on("datasets").out()).doesNotContain("people");
  }

  private CommandRun answering(String line) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    try {
      return on("drop", "people");
    } finally {
      System.setIn(before);
    }
  }

  private List<String> lake() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private CommandRun on(String... arguments) {
    return CommandRun.on(store, arguments);
  }
}
