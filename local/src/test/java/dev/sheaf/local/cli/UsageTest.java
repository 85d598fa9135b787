package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "up",
        "apply",
        "datasets",
        "snapshots",
        "show",
        "runs",
        "uploads",
        "rejects",
        "query",
        "export",
        "diff",
        "lineage",
        "reload",
        "retract",
        "forget",
        "drop",
        "rollback",
        "tag",
        "untag",
        "tags",
        "compact",
        "expire",
        "verify",
        "lookup",
        "run-info",
        "redrive",
        "sweep",
        "reconcile",
        "orphans",
        "events"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    CommandRun help = CommandRun.of(command, "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("Usage: sheaf " + command)
        .containsPattern("Examples?:")
        .contains("  sheaf " + command)
        .contains("--store")
        .contains("--json");
    assertThat(help.err()).isEmpty();
    assertThat(CommandRun.of("help", command).out()).isEqualTo(help.out());
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    String pom = Files.readString(Path.of("../pom.xml"));
    Matcher revision = Pattern.compile("<revision>(.+)</revision>").matcher(pom);
    assertThat(revision.find()).isTrue();

    CommandRun version = CommandRun.of("--version");

    assertThat(version.status()).isZero();
    assertThat(version.out()).isEqualTo("sheaf %s%n", revision.group(1));
    assertThat(version.err()).isEmpty();
  }

  @Test
  void wrongUsageIsStatusTwoAndLeavesNoStore() {
    Path store = root.resolve("store");

    assertWrong(CommandRun.of(), "name a command");
    assertWrong(CommandRun.of("rum"), "rum");
    assertWrong(CommandRun.on(store, "run"), "PATH");
    assertWrong(CommandRun.on(store, "run", root.resolve("none").toString()), "does not exist");
    assertWrong(CommandRun.on(store, "run", "--segment-size", "0", "."), "'0' is not a size");
    assertWrong(CommandRun.on(store, "run", "--dataset", "No Name", "."), "No Name");
    assertWrong(CommandRun.on(store, "query", "--format", "xml", "SELECT 1"), "xml");
    assertWrong(CommandRun.on(store, "export", "weather", "--format", "csv"), "--out");
    assertWrong(CommandRun.on(store, "up", "--port", "70000"), "70000");
    assertThat(store).doesNotExist();
  }

  @Test
  void aFormatThatIsNotOfferedIsRefusedWithThoseThatAre() {
    String ofAnswers = "unknown format '%s'; there are [table, csv, ndjson, json]";
    for (String format : List.of("xml", "parquet", "CSV")) {
      String message = ofAnswers.formatted(format);
      assertWrong(CommandRun.of("query", "--format", format, "SELECT 1"), message);
      assertWrong(CommandRun.of("lookup", "--format", format, "weather", "JFK"), message);
    }
    String ofFiles = "unknown format '%s'; there are csv, ndjson, parquet\n";
    for (String format : List.of("xml", "table", "json")) {
      assertWrong(
          CommandRun.of("export", "weather", "--out", "file", "--format", format),
          ofFiles.formatted(format));
    }
    assertThat(CommandRun.of("help", "query").out()).contains("csv, ndjson or json");
    assertThat(CommandRun.of("help", "export").out()).contains("csv, ndjson or parquet");
  }

  @Test
  void inputErrorsAreFoundBeforeAStoreIsMade() throws Exception {
    Path store = root.resolve("store");
    Path folder = Files.createDirectories(root.resolve("orders"));
    Files.writeString(folder.resolve("a.csv"), "id\n1\n");
    Files.writeString(folder.resolve("orders.yaml"), "dataset: orders\ncolumns: { id: int }\n");

    CommandRun run = CommandRun.on(store, "run", folder.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("orders.yaml:2:").contains("unknown type 'int'");
    assertThat(store).doesNotExist();
  }

  private static void assertWrong(CommandRun run, String part) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("sheaf: ").contains(part);
    assertThat(run.out()).isEmpty();
  }
}
