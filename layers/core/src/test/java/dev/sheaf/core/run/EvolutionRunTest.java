package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to rows when the definition of their dataset changes. */
final class EvolutionRunTest {
  private static final String FIRST = "{ id: bigint, x: bigint }";
  private static final String AS_TEXT = "{ id: bigint, x: varchar }";

  @TempDir private Path scratch;
  private MemorySheaf sheaf;
  private ObjectVersion one;
  private ObjectVersion two;

  @BeforeEach
  void loadTwoUploads() {
    sheaf = new MemorySheaf(scratch, 4);
    define(FIRST, "append");
    one = load("d/default/1.csv", "id,x\n1,007\n");
    two = load("d/default/2.csv", "id,x\n2,8\n");
  }

  @Test
  void aNewOptionalColumnIsNullInOldParts() {
    Manifest before = sheaf.head("d");
    define("{ id: bigint, x: bigint, note: varchar }", "append");
    load("d/default/3.csv", "id,x,note\n3,9,new\n");

    Manifest head = sheaf.head("d");
    assertThat(head.parts()).containsAll(before.parts());
    assertThat(head.schema().size()).isEqualTo(3);
    assertThat(head.rows()).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitWaitsForTheReloadOfAll() {
    define(AS_TEXT, "append");
    ObjectVersion three = load("d/default/3.csv", "id,x\n3,09\n");
    assertThat(sheaf.head("d").version()).isEqualTo(2);
    assertThat(sheaf.record("d", three).state()).isEqualTo(UploadState.IN_RUN);

    sheaf.reload("d", one);
    sheaf.settle();
    assertThat(sheaf.head("d").version()).as("one is not all").isEqualTo(2);

    sheaf.reload("d", two);
    sheaf.settle();
    Manifest head = sheaf.head("d");
    assertThat(head.version()).isEqualTo(3);
    assertThat(sheaf.rows(head)).containsExactly("1,007", "2,8", "3,09");
    assertThat(List.of(one, two, three))
        .allSatisfy(
            object -> assertThat(sheaf.record("d", object).state()).isEqualTo(UploadState.LOADED));
  }

  @Test
  void headGoesOnUnderItsDefinitionUntilThen() {
    sheaf.upload("d/default/3.csv", "id,x\n3,9\n");
    sheaf.event("d/default/3.csv");
    define(AS_TEXT, "append");

    sheaf.settle();

    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("1,7", "2,8", "3,9");
  }

  @Test
  void whatIsReadUnderADefinitionThatWasGivenUpCanBeReloaded() {
    sheaf.upload("d/default/3.csv", "id,x\n3,09\n");
    sheaf.event("d/default/3.csv");
    List<TaskMessage> late = sheaf.loseTasks();
    define(AS_TEXT, "append");
    sheaf.reload("d", one, two);
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("1,007", "2,8");

    late.forEach(message -> sheaf.process(message, 1));
    sheaf.settle();

    UploadItem refused = sheaf.table.uploads("d").get(2);
    assertThat(refused.state()).isEqualTo(UploadState.REFUSED);
    assertThat(refused.reason()).contains("definition that the dataset no longer has", "reload");
    sheaf.reload("d", refused.upload().object());
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("1,007", "2,8", "3,09");
  }

  @Test
  void aReloadThatWouldLoseRowsChangesNothing() {
    Manifest before = sheaf.head("d");
    define("{ id: bigint, x: boolean }", "append");

    sheaf.reload("d", one, two);
    sheaf.settle();

    assertThat(sheaf.head("d")).isEqualTo(before);
    assertThat(sheaf.record("d", one).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("d", one).reason()).contains("its rows are from before");
  }

  @Test
  void anotherModeIsARebuildToo() {
    define(FIRST, "aggregate, measures: { x: [sum] }");
    sheaf.reload("d", one, two);
    sheaf.settle();

    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("2,15");
    assertThat(sheaf.head("d").states()).isNotNull();

    define(FIRST, "append");
    sheaf.reload("d", one, two);
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("1,7", "2,8");
    assertThat(sheaf.head("d").states()).isNull();
  }

  private void define(String columns, String mode) {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "d.yaml",
            """
            dataset: d
            sources: { default: { format: csv, delimiter: "," } }
            columns: %s
            integrate: { mode: %s }
            """
                .formatted(columns, mode)));
  }

  private ObjectVersion load(String key, String text) {
    ObjectVersion object = sheaf.upload(key, text);
    sheaf.event(key);
    sheaf.settle();
    return object;
  }
}
