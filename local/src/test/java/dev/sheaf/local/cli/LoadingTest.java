package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a store, command after command, each on what the ones before left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadingTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir static Path root;

  private static Path store;
  private static Path weather;
  private static String firstFingerprint = "";

  @BeforeAll
  static void copyTheExample() throws IOException {
    store = root.resolve("store");
    weather = root.resolve("weather");
    try (Stream<Path> files = Files.walk(EXAMPLES.resolve("weather"))) {
      for (Path file : files.toList()) {
        Path copy = weather.resolve(EXAMPLES.resolve("weather").relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  @Order(1)
  void readingBeforeAnythingWasLoadedSaysWhatToDo() {
    CommandRun datasets = CommandRun.on(store, "datasets");

    assertThat(datasets.status()).isEqualTo(1);
    assertThat(datasets.err()).contains("there is no store at").contains("sheaf run PATH");
    assertThat(store).doesNotExist();
  }

  @Test
  @Order(2)
  void loadsThreeSourcesInTwoFormats() {
    CommandRun run = CommandRun.on(store, "run", "--json", weather.toString());

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode snapshot = run.snapshot();
    assertThat(names(snapshot))
        .containsExactly(
            "dataset",
            "version",
            "records",
            "rows",
            "rejects",
            "filtered",
            "parts",
            "bytes",
            "fingerprint",
            "fingerprint_version",
            "uploads");
    assertThat(snapshot.get("dataset").textValue()).isEqualTo("weather");
    assertThat(snapshot.get("version").intValue()).isEqualTo(1);
    assertThat(snapshot.get("records").intValue()).isEqualTo(26_115);
    assertThat(snapshot.get("rows").intValue()).isEqualTo(26_111);
    assertThat(snapshot.get("rejects").intValue()).isEqualTo(4);
    assertThat(snapshot.get("filtered").intValue()).isZero();
    assertThat(snapshot.get("fingerprint").textValue()).matches("[0-9a-f]{32}");
    assertThat(snapshot.get("uploads").findValuesAsText("key"))
        .containsExactly(
            "weather/ewr/2013.csv",
            "weather/jfk/2013.csv",
            "weather/jfk/late.csv",
            "weather/lga/2013.ndjson");
    assertThat(snapshot.get("uploads").findValuesAsText("outcome")).containsOnly("LOADED");
    assertThat(snapshot.get("uploads").get(2).get("rejects").intValue()).isEqualTo(4);
    assertThat(run.json().get("seconds").doubleValue()).isPositive();
    assertThat(run.err()).contains("4/4 uploads settled");
    firstFingerprint = snapshot.get("fingerprint").textValue();
  }

  @Test
  @Order(3)
  void loadsNothingTwice() {
    CommandRun run = CommandRun.on(store, "run", weather.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Nothing new for weather")
        .contains("weather version 1")
        .contains(firstFingerprint)
        .contains("sheaf rejects --store " + store + " weather");
    assertThat(run.err()).contains("0 of 4 files uploaded");
  }

  @Test
  @Order(4)
  void aFurtherFileMakesTheNextVersion() throws IOException {
    List<String> lines = Files.readAllLines(weather.resolve("jfk/2013.csv"));
    Files.write(weather.resolve("jfk/more.csv"), lines.subList(0, 11));

    JsonNode snapshot = CommandRun.on(store, "run", "--json", weather.toString()).snapshot();

    assertThat(snapshot.get("version").intValue()).isEqualTo(2);
    assertThat(snapshot.get("records").intValue()).isEqualTo(26_125);
    assertThat(snapshot.get("uploads")).hasSize(5);
  }

  @Test
  @Order(5)
  void aChangedFileTakesThePlaceOfTheOldOne() throws IOException {
    List<String> lines = Files.readAllLines(weather.resolve("jfk/2013.csv"));
    Files.write(weather.resolve("jfk/more.csv"), lines.subList(0, 6));

    JsonNode snapshot = CommandRun.on(store, "run", "--json", weather.toString()).snapshot();

    assertThat(snapshot.get("version").intValue()).isEqualTo(3);
    assertThat(snapshot.get("records").intValue()).isEqualTo(26_120);
    JsonNode uploads = CommandRun.on(store, "uploads", "weather", "--json").json().get("uploads");
    assertThat(uploads).hasSize(6);
  }

  @Test
  @Order(6)
  void aBadUploadDoesNotSpoilItsNeighbours() throws IOException {
    Path jfk = weather.resolve("jfk");
    List<String> lines = Files.readAllLines(jfk.resolve("2013.csv"));
    Files.write(jfk.resolve("good.csv"), lines.subList(0, 3));
    Files.writeString(jfk.resolve("empty.csv"), "");
    Files.writeString(jfk.resolve("open.csv"), lines.get(0) + "\n\"JFK,2013\n" + lines.get(1));
    Files.writeString(
        jfk.resolve("wrong.csv"),
        lines.get(0) + "\n" + lines.get(1).replace("JFK", "XXX") + "\n" + lines.get(2) + "\n");
    Path planes = Files.createDirectories(root.resolve("pictures/cam"));
    Files.write(
        planes.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});

    CommandRun run =
        CommandRun.on(
            store, "run", "--json", weather.toString(), root.resolve("pictures").toString());

    assertThat(run.status()).isEqualTo(1);
    JsonNode snapshots = run.json().get("snapshots");
    assertThat(snapshots.findValuesAsText("dataset")).containsExactly("pictures", "weather");
    assertThat(snapshots.get(0).get("version").isNull()).isTrue();
    assertThat(snapshots.get(0).get("uploads").get(0).get("outcome").textValue())
        .isEqualTo("REFUSED");
    assertThat(snapshots.get(1).get("version").intValue()).isEqualTo(4);
    assertThat(snapshots.get(1).get("records").intValue()).isEqualTo(26_122);
    assertThat(run.err().lines().filter(line -> line.startsWith("refused ")))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("jfk/empty.csv").contains("empty"))
        .anySatisfy(line -> assertThat(line).contains("jfk/open.csv").contains("quote"))
        .anySatisfy(line -> assertThat(line).contains("jfk/wrong.csv").contains("reject"))
        .anySatisfy(line -> assertThat(line).contains("pictures/cam/a.png"));
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  @Order(7)
  void rejectsOfARefusedUploadCanBeSeen() {
    CommandRun all = CommandRun.on(store, "rejects", "weather");
    CommandRun refused =
        CommandRun.on(store, "rejects", "weather", "--upload", "weather/jfk/wrong.csv", "--json");

    assertThat(all.out()).contains("4 rejects").contains("weather/jfk/late.csv").contains("humid");
    assertThat(refused.json().get("total").intValue()).isEqualTo(1);
    JsonNode reject = refused.json().get("rejects").get(0);
    assertThat(reject.get("raw").textValue()).startsWith("XXX,2013");
    assertThat(reject.get("errors").get(0).get("rule").textValue()).isEqualTo("one_of");
  }

  @Test
  @Order(8)
  void everythingCanBeListed() {
    assertThat(CommandRun.on(store, "datasets").out()).contains("weather").contains("26118");
    JsonNode snapshots =
        CommandRun.on(store, "snapshots", "weather", "--json").json().get("snapshots");
    assertThat(snapshots.findValuesAsText("version")).containsExactly("1", "2", "3", "4");
    assertThat(snapshots.get(0).get("fingerprint").textValue()).isEqualTo(firstFingerprint);
    JsonNode runs = CommandRun.on(store, "runs", "weather", "--json").json().get("runs");
    assertThat(runs.findValuesAsText("state")).hasSize(4).containsOnly("COMMITTED");
    JsonNode shown = CommandRun.on(store, "show", "weather", "--version", "1", "--json").json();
    assertThat(shown.get("contributions")).hasSize(4);
    assertThat(shown.get("columns").get(0).get("type").textValue()).isEqualTo("varchar");
    assertThat(CommandRun.on(store, "uploads", "weather").out())
        .contains("REFUSED")
        .contains("jfk/empty.csv");
  }

  @Test
  @Order(9)
  void whatIsNotThereIsToldWithWhatIs() {
    assertFailure(
        CommandRun.on(store, "show", "wether"), "no dataset 'wether'; there are", "weather");
    assertFailure(
        CommandRun.on(store, "show", "weather", "--version", "9"),
        "no version 9; there are 1 to 4");
    assertFailure(
        CommandRun.on(store, "rejects", "weather", "--upload", "ffff"), "no upload 'ffff'");
    assertFailure(CommandRun.on(store, "show", "pictures"), "no dataset 'pictures'");
    CommandRun asJson = CommandRun.on(store, "show", "wether", "--json");
    assertThat(asJson.status()).isEqualTo(1);
    assertThat(asJson.json().get("error").textValue()).contains("wether");
  }

  @Test
  @Order(10)
  void infersWhatIsNotDefined() {
    CommandRun run = CommandRun.on(store, "run", "--json", EXAMPLES.resolve("planes").toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.snapshot().get("dataset").textValue()).isEqualTo("planes");
    assertThat(run.snapshot().get("rows").intValue()).isEqualTo(3322);
    JsonNode shown = CommandRun.on(store, "show", "planes", "--json").json();
    assertThat(shown.get("evidence")).isNotEmpty();
    assertThat(shown.get("evidence").toString()).contains("NA");
  }

  @Test
  @Order(11)
  void aDefinitionMustFitTheRowsThatAreThere() throws IOException {
    Path definition = weather.resolve("weather.yaml");
    String text = Files.readString(definition);

    Files.writeString(definition, text.replace("temp:       double", "temp:       varchar"));
    assertFailure(
        CommandRun.on(store, "run", weather.toString()),
        "the definition of weather does not fit its rows",
        "column 'temp' was double and would be varchar",
        "sheaf reload weather --all");
    assertThat(CommandRun.on(store, "apply", definition.toString()).out())
        .contains(
            "Its rows do not fit",
            "column 'temp' was double and would be varchar",
            "reload --store " + store + " weather --all");
    Path late = weather.resolve("jfk/late.csv");
    assertFailure(
        CommandRun.on(store, "run", "--dataset", "weather", late.toString()), "does not fit");

    Files.writeString(
        definition,
        text.replace("unknown_columns: reject", "  comment: varchar\nunknown_columns: reject"));
    assertThat(CommandRun.on(store, "apply", definition.toString()).out())
        .contains("weather has this definition now: 16 columns");
    assertThat(
            CommandRun.on(store, "apply", "--json", definition.toString())
                .json()
                .get("change")
                .textValue())
        .isEqualTo("unchanged");

    Files.writeString(definition, text.replace("unknown_columns", "unknown_colums"));
    CommandRun wrong = CommandRun.on(store, "apply", definition.toString());
    assertFailure(wrong, "weather.yaml:", "unknown_colums");
  }

  @Test
  @Order(12)
  void aNewColumnIsNullInOldRows() throws IOException {
    List<String> lines = Files.readAllLines(weather.resolve("jfk/2013.csv"));
    Files.writeString(
        weather.resolve("jfk/commented.csv"),
        lines.get(0) + ",comment\n" + lines.get(1) + ",windy\n");
    Path definition = weather.resolve("weather.yaml");
    Files.writeString(
        definition,
        Files.readString(EXAMPLES.resolve("weather/weather.yaml"))
            .replace("unknown_columns: reject", "  comment: varchar\nunknown_columns: reject"));

    CommandRun run = CommandRun.on(store, "run", "--json", weather.toString());
    assertThat(run.snapshot().get("version").intValue()).as(run.err()).isEqualTo(5);

    CommandRun query =
        CommandRun.on(
            store,
            "query",
            "--format",
            "csv",
            "SELECT comment, count(*) AS n FROM weather GROUP BY comment ORDER BY n");
    assertThat(query.out()).as(query.err()).isEqualTo("comment,n\nwindy,1\n,26118\n");
  }

  private static void assertFailure(CommandRun run, String... parts) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(parts).startsWith("sheaf: ").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  private static List<String> names(JsonNode node) {
    return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
        .toList();
  }
}
