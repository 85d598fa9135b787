package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small uploads load but for their few bad records; what is refused says what to type. */
class FewRejectsTest {
  private static final String DEFINITION =
      "dataset: people\ncolumns: { id: bigint, born: date, name: varchar }\n";

  @TempDir Path root;
  private Path store;
  private Path folder;

  @BeforeEach
  void folders() throws IOException {
    store = root.resolve("a store");
    folder = Files.createDirectory(root.resolve("people"));
    Files.writeString(folder.resolve("people.yaml"), DEFINITION);
  }

  @Test
  void oneBadRecordOfThreeIsLeftOut() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "id,born,name\n1,2001-02-03,ada\nx,,bob\n3,,cy\n");

    CommandRun run = CommandRun.on(store, "run", folder.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(CommandRun.on(store, "rejects", "people", "--json").json().get("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void aDeclaredRatioIsTakenAtItsWord() throws IOException {
    Files.writeString(folder.resolve("people.yaml"), DEFINITION + "rejects: { max_ratio: 0 }\n");
    Files.writeString(folder.resolve("a.csv"), "id,born,name\n1,2001-02-03,ada\nx,,bob\n3,,cy\n");

    CommandRun run = CommandRun.on(store, "run", folder.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("1 of 3 records are rejects", "max_ratio of 0.0");
  }

  @Test
  void aRefusalShowsSomeRejectsAndTheCommandForAll() throws IOException {
    String long1 = "z".repeat(500);
    Files.writeString(
        folder.resolve("a.csv"),
        "id,born,name\n"
            + "x,2001-02-03,ada\n".repeat(10)
            + "7,yesterday,bob\n%s,tomorrow,cy\n1,2,3,4\n9,,dan\n".formatted(long1));

    CommandRun run = CommandRun.on(store, "run", folder.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "refused people/default/a.csv: ", "dataset people", "13 of 14 records are rejects")
        .contains("  at byte 13: column id: 'x' ", "  at byte 183: column born: 'yesterday' ")
        .containsPattern("  at byte 7\\d\\d: .*the record has 4 fields")
        .doesNotContain("tomorrow", long1);
    CommandRun rejects = pasted(run.err(), "sheaf (rejects .*)");
    assertThat(rejects.status()).isZero();
    assertThat(rejects.out()).contains("13 rejects", "tomorrow");
    assertThat(CommandRun.on(store, "rejects", "people").err())
        .contains("without the rejects of 1 refused uploads");
    assertThat(
            pasted(CommandRun.on(store, "rejects", "people").err(), "sheaf (rejects [^;]*);").out())
        .isEqualTo(rejects.out());
  }

  @Test
  void theRatioAndTheCommandThatAreNamedLoadIt() throws IOException {
    Files.writeString(
        folder.resolve("a.csv"), "id,born,name\n1,,ada\n" + "x,2001-02-03,ada\n".repeat(30));
    CommandRun run = CommandRun.on(store, "run", folder.toString());
    assertThat(run.status()).isEqualTo(1);
    Matcher setting = Pattern.compile("'(rejects: [^']*)'").matcher(run.err());
    assertThat(setting.find()).as(run.err()).isTrue();

    Files.writeString(folder.resolve("people.yaml"), DEFINITION + setting.group(1) + "\n");
    assertThat(CommandRun.on(store, "apply", folder.resolve("people.yaml").toString()).status())
        .isZero();
    CommandRun reload = pasted(run.err(), "&& sheaf (reload .*)");

    assertThat(reload.status()).as(reload.err()).isZero();
    JsonNode shown = CommandRun.on(store, "show", "people", "--json").json();
    assertThat(shown.get("rows").asInt()).isEqualTo(1);
    assertThat(shown.get("rejects").asInt()).isEqualTo(30);
  }

  /** Takes a command out of a text, as a shell would take it apart. */
  private static CommandRun pasted(String text, String pattern) {
    Matcher command = Pattern.compile(pattern).matcher(text);
    assertThat(command.find()).as(text).isTrue();
    List<String> words =
        Pattern.compile("'([^']*)'|(\\S+)")
            .matcher(command.group(1))
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    return CommandRun.of(words.toArray(String[]::new));
  }
}
