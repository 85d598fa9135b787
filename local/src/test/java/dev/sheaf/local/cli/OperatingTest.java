package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What an operator does when something went wrong. */
class OperatingTest {
  private static final String PEOPLE = "id,name\n1,ada\n2,bob\n3,cy\n4,dan\n";

  @TempDir Path root;
  private Path store;

  @BeforeEach
  void names() {
    store = root.resolve("store");
  }

  @Test
  void aDefinitionThatDoesNotFitTheRowsTakesEffectWithTheReloadOfAll() throws IOException {
    Path folder = Files.createDirectory(root.resolve("people"));
    Path definition = folder.resolve("people.yaml");
    String columns =
        "dataset: people\ncolumns: { id: { type: bigint, required: true }, name: %s }\n";
    Files.writeString(definition, columns.formatted("varchar"));
    Files.writeString(folder.resolve("1.csv"), PEOPLE);
    assertThat(CommandRun.on(store, "run", folder.toString()).status()).isZero();

    Files.writeString(definition, columns.formatted("{ type: varchar, case: upper }") + COUNTED);
    assertThat(CommandRun.on(store, "apply", definition.toString()).out())
        .contains("rows are integrated in another way (append, and it would be aggregate");
    assertThat(count()).isEqualTo(4);

    CommandRun all = CommandRun.on(store, "reload", "people", "--all");
    assertThat(all.status()).as(all.err()).isZero();
    assertThat(all.out()).contains("people is at version 2");
    assertThat(count()).isEqualTo(1);
    assertThat(
            CommandRun.on(store, "query", "--format", "csv", "SELECT count, name_max FROM people")
                .out())
        .isEqualTo("count,name_max\n4,DAN\n");
  }

  private static final String COUNTED =
      "integrate: { mode: aggregate, measures: { name: [max] } }\n";

  private int count() {
    return CommandRun.on(store, "show", "people", "--json").json().get("rows").asInt();
  }

  @Test
  void uploadsAreReloadedUnderTheCurrentDefinition() throws IOException {
    Path folder = Files.createDirectory(root.resolve("people"));
    Path definition = folder.resolve("people.yaml");
    Files.writeString(
        definition, "dataset: people\ncolumns: { id: { type: bigint }, name: varchar }\n");
    Files.writeString(folder.resolve("good.csv"), PEOPLE);
    Files.writeString(folder.resolve("odd.csv"), "id,name\n?,eve\n?,fay\n");
    CommandRun first = CommandRun.on(store, "run", folder.toString());
    assertThat(first.status()).isEqualTo(1);
    assertThat(first.err()).contains("max_ratio");

    Files.writeString(
        definition,
        "dataset: people\ncolumns: { id: { type: bigint, nulls: ['?'] }, name: varchar }\n");
    assertThat(CommandRun.on(store, "apply", definition.toString()).status()).isZero();
    CommandRun one = CommandRun.on(store, "reload", "people", "people/default/odd.csv");
    assertThat(one.status()).as(one.err()).isZero();
    assertThat(one.out()).contains("LOADED", "people is at version 2");

    JsonNode all = CommandRun.on(store, "reload", "people", "--all", "--json").json();
    assertThat(all.get("version").asInt()).isEqualTo(3);
    assertThat(all.get("uploads")).hasSize(2);
    assertThat(all.get("uploads").findValues("attempt"))
        .extracting(JsonNode::asInt)
        .containsExactlyInAnyOrder(2, 3);
    assertThat(CommandRun.on(store, "snapshots", "people", "--json").json().get("snapshots"))
        .extracting(snapshot -> snapshot.get("rows").asInt())
        .containsExactly(4, 6, 6);

    assertThat(CommandRun.on(store, "reload", "people").status()).isEqualTo(2);
    assertThat(CommandRun.on(store, "reload", "people", "none").err()).contains("no upload 'none'");
    assertThat(CommandRun.on(store, "events").out().lines().skip(2)).hasSize(3);
  }

  @Test
  void anOldRefusalIsNotedAndFailsNoLaterRun() throws IOException {
    Path folder = Files.createDirectory(root.resolve("people"));
    Files.writeString(folder.resolve("good.csv"), PEOPLE);
    assertThat(CommandRun.on(store, "run", folder.toString()).status()).isZero();
    Files.writeString(folder.resolve("empty.csv"), "");
    CommandRun first = CommandRun.on(store, "run", folder.toString());
    assertThat(first.status()).isEqualTo(1);
    assertThat(first.err()).contains("refused people/default/empty.csv").doesNotContain("note:");

    CommandRun again = CommandRun.on(store, "run", folder.toString());
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.err())
        .doesNotContain("refused people/default/empty.csv")
        .contains("note: people/default/empty.csv is unchanged, and was refused before", "is empty")
        .containsPattern("try it again: sheaf reload --store \\S+ people [0-9a-f]{12}\n");

    Files.writeString(folder.resolve("more.csv"), "id,name\n5,eve\n");
    CommandRun more = CommandRun.on(store, "run", "--json", folder.toString());
    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.snapshot().get("version").asInt()).isEqualTo(2);

    Files.writeString(folder.resolve("empty.csv"), "\n");
    assertThat(CommandRun.on(store, "run", folder.toString()).status()).isEqualTo(1);
  }

  @Test
  void lostMessagesAreMadeUpForByASweep() throws Exception {
    String run = interrupted();

    CommandRun info = CommandRun.on(store, "run-info", run);
    assertThat(info.out()).contains("people: OPEN").containsPattern("process +3 +0");
    CommandRun sweep = CommandRun.on(store, "sweep");
    assertThat(sweep.out()).isEqualTo("1 runs were unfinished, 0 are now\n");
    assertThat(CommandRun.on(store, "run-info", run).out())
        .contains("people: COMMITTED, version 1", "the plan was made", "version 1 was committed")
        .containsPattern("process +3 +3 +0 +4 +0 +4");
  }

  @Test
  void aRunIsRedriven() throws Exception {
    String run = interrupted();

    CommandRun redrive = CommandRun.on(store, "redrive", run.substring(0, 8));
    assertThat(redrive.out())
        .isEqualTo("3 of 3 tasks had no fact and were sent; the run is COMMITTED\n");
    assertThat(CommandRun.on(store, "redrive", run).out()).startsWith("0 of 3 tasks");
    assertThat(CommandRun.on(store, "redrive", "unknown").err()).contains("no run 'unknown'");
    JsonNode info = CommandRun.on(store, "run-info", run, "--json").json();
    assertThat(info.get("rounds").get(0).get("rows").asInt()).isEqualTo(4);
    assertThat(info.get("failures")).isEmpty();
  }

  @Test
  void uploadsWhoseEventWasLostAreFound() throws Exception {
    try (StoreSession session = session()) {
      upload(session.catalog());
    }

    CommandRun reconcile = CommandRun.on(store, "reconcile");
    assertThat(reconcile.out()).startsWith("1 objects").contains("of 1 were lost", "people/a.csv");
    assertThat(CommandRun.on(store, "reconcile").out()).contains("of 0 were lost");
    assertThat(CommandRun.on(store, "snapshots", "people").status()).isZero();
    assertThat(CommandRun.on(store, "orphans", "--json").json().get("orphans")).isEmpty();
  }

  /** A run whose messages were lost with the process that had the queues. */
  private String interrupted() throws Exception {
    try (StoreSession session = session()) {
      upload(session.catalog());
      Intake intake =
          new Assembly(session.environment("SegmenterFunction"), SegmenterHandler.READS).intake();
      intake.admit(
          List.of(new ObjectName(session.catalog().resources().landingBucket(), "people/a.csv")));
      return session.catalog().runs().runs("people").get(0).run();
    }
  }

  private StoreSession session() {
    return StoreSession.open(
        SessionRequest.read(store, "a test")
            .withAccess(SessionRequest.Access.LOAD)
            .withSegmentBytes(OptionalLong.of(8)));
  }

  private static void upload(Catalog catalog) {
    catalog
        .clients()
        .s3()
        .putObject(
            put -> put.bucket(catalog.resources().landingBucket()).key("people/a.csv"),
            RequestBody.fromString(PEOPLE));
  }
}
