package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Junk was uploaded, and is to be out of the way. */
class ForgetTest {
  private static final String GOOD = "id,name\n1,ada\n2,bob\n3,cy\n";

  @TempDir Path root;
  private Path store;
  private Path folder;

  @BeforeEach
  void folders() throws IOException {
    store = root.resolve("store");
    folder = Files.createDirectory(root.resolve("people"));
  }

  @Test
  void aRefusedUploadIsListedNoMoreAndCanBeTriedAgain() throws IOException {
    Files.writeString(folder.resolve("a.csv"), GOOD);
    Files.writeString(folder.resolve("b.csv"), "id,colour\n1,red\n");
    assertThat(on("run", folder.toString()).status()).isEqualTo(1);

    CommandRun forget = on("forget", "people", "people/default/b.csv");

    assertThat(forget.status()).as(forget.err()).isZero();
    assertThat(forget.out()).isEqualTo("people/default/b.csv is forgotten\n");
    assertThat(on("uploads", "people").out()).contains("a.csv").doesNotContain("b.csv");
    assertThat(on("uploads", "people", "--json").json().get("uploads")).hasSize(1);
    assertThat(on("rejects", "people").err()).doesNotContain("refused");
    CommandRun again = on("run", folder.toString());
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.err()).contains("b.csv is unchanged, and was forgotten before");
    assertThat(on("reconcile").out()).contains("of 0 were lost");
    assertThat(on("reload", "people", "people/default/b.csv").out()).contains("REFUSED");
    assertThat(on("uploads", "people").out()).contains("b.csv");
  }

  @Test
  void whatHasRowsIsRetractedFirst() throws IOException {
    Files.writeString(folder.resolve("a.csv"), GOOD);
    Files.writeString(folder.resolve("b.csv"), "id,name\n9,junk\n");
    assertThat(on("run", folder.toString()).status()).isZero();

    CommandRun forget = on("forget", "people", "people/default/b.csv");
    assertThat(forget.status()).isEqualTo(1);
    assertThat(forget.err())
        .containsPattern("take its rows out first: sheaf retract --store \\S+ people [0-9a-f]{12}");

    assertThat(on("retract", "people", "people/default/b.csv").status()).isZero();
    JsonNode done = on("forget", "people", "people/default/b.csv", "--json").json();
    assertThat(done.get("key").textValue()).isEqualTo("people/default/b.csv");
    assertThat(done.get("definition_forgotten").booleanValue()).isFalse();
    assertThat(on("show", "people", "--json").json().get("rows").asInt()).isEqualTo(3);

    assertThat(on("rollback", "people", "1").status()).isZero();
    assertThat(on("uploads", "people").out()).containsPattern("b\\.csv .*LOADED");
  }

  @Test
  void aDefinitionThatJunkMadeGoesWithIt() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "message,code\n\"a \"b\" c\",1\n".repeat(20));
    CommandRun junk = on("run", folder.toString());
    assertThat(junk.status()).as(junk.out()).isEqualTo(1);
    assertThat(on("datasets").out()).contains("people");
    Files.writeString(folder.resolve("b.csv"), GOOD);
    assertThat(on("run", folder.toString()).err()).contains("refused people/default/b.csv");

    CommandRun forget = on("forget", "people", "people/default/a.csv");

    assertThat(forget.out()).contains("and with it the definition of people");
    assertThat(on("datasets").out()).doesNotContain("people");
    CommandRun reload = on("reload", "people", "people/default/b.csv");
    assertThat(reload.status()).as(reload.err()).isZero();
    assertThat(on("show", "people", "--json").json().get("rows").asInt()).isEqualTo(3);
    assertThat(on("uploads", "people").out()).contains("b.csv").doesNotContain("a.csv");
  }

  @Test
  void aDeclaredDefinitionStays() throws IOException {
    Files.writeString(
        folder.resolve("people.yaml"), "dataset: people\ncolumns: { id: bigint, name: varchar }\n");
    Files.writeString(folder.resolve("b.csv"), "id,colour\n1,red\n");
    assertThat(on("run", folder.toString()).status()).isEqualTo(1);

    assertThat(on("forget", "people", "people/default/b.csv").out()).endsWith("is forgotten\n");
    assertThat(on("datasets").out()).contains("people");
    assertThat(on("forget", "people", "none").err()).contains("no upload 'none'");
  }

  private CommandRun on(String... arguments) {
    return CommandRun.on(store, arguments);
  }
}
