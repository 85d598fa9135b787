package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProtocolTest {
  private static final String FIRST = "id,name\n1,ada\n2,\"two\nlines\"\n3,cy\n";

  private static final String LATER = "dataset: later\ncolumns: { id: bigint }\nadmit: scheduled\n";

  @TempDir Path scratch;
  private MemorySheaf sheaf;

  @BeforeEach
  void start() {
    sheaf = new MemorySheaf(scratch, 5);
  }

  @Test
  void anUploadBecomesASnapshot() {
    ObjectVersion object = sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    sheaf.settle();

    Manifest head = sheaf.head("people");
    assertThat(head.version()).isEqualTo(1);
    assertThat(sheaf.rows(head)).containsExactly("1,ada", "2,\"two\nlines\"", "3,cy");
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.table.unfinishedRuns()).isEmpty();
  }

  @Test
  void aRepeatedEventChangesNothing() {
    sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    sheaf.event("people/a.csv", "people/a.csv");
    sheaf.settle();
    sheaf.event("people/a.csv");
    sheaf.settle();

    assertThat(sheaf.head("people").version()).isEqualTo(1);
    assertThat(sheaf.table.runs("people")).hasSize(1);
  }

  @Test
  void theNewestUploadOfAKeyIsTheLiveOne() {
    sheaf.upload("people/a.csv", FIRST);
    sheaf.upload("people/b.csv", "id,name\n9,zoe\n");
    sheaf.event("people/a.csv", "people/b.csv");
    sheaf.settle();
    sheaf.upload("people/a.csv", "id,name\n4,dan\n");
    sheaf.event("people/a.csv");
    sheaf.settle();

    Manifest head = sheaf.head("people");
    assertThat(head.version()).isEqualTo(2);
    assertThat(sheaf.rows(head)).containsExactly("9,zoe", "4,dan");
  }

  @Test
  void anUploadOvertakenBeforeItsCommitIsSuperseded() {
    ObjectVersion old = sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    ObjectVersion young = sheaf.upload("people/a.csv", "id,name\n4,dan\n");
    sheaf.event("people/a.csv");
    sheaf.settle();

    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("4,dan");
    assertThat(sheaf.record("people", young).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("people", old).state())
        .isIn(UploadState.LOADED, UploadState.SUPERSEDED);
  }

  @Test
  void aBadUploadDoesNotSpoilItsNeighbours() {
    sheaf.upload("people/a.csv", FIRST);
    ObjectVersion open = sheaf.upload("people/b.csv", "id,name\n7,\"never closed\n8,eve\n");
    ObjectVersion other = sheaf.upload("people/c.csv", "id,colour\n7,red\n");
    ObjectVersion empty = sheaf.upload("people/d.csv", "");
    ObjectVersion folder = sheaf.upload("people/e/", "");
    sheaf.event("people/a.csv", "people/b.csv", "people/c.csv", "people/d.csv", "people/e/");
    sheaf.settle();

    assertThat(sheaf.rows(sheaf.head("people"))).hasSize(3);
    for (ObjectVersion bad : List.of(open, other, empty, folder)) {
      UploadItem record = sheaf.record("people", bad);
      assertThat(record.state()).isEqualTo(UploadState.REFUSED);
      assertThat(record.reason()).contains(bad.uri()).doesNotContain("\n");
    }
    assertThat(sheaf.record("people", open).reason()).contains("quote at byte 10");
  }

  @Test
  void aRunOfNothingButBadUploadsFailsAndLeavesHeadAlone() {
    sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    sheaf.settle();
    sheaf.upload("people/b.csv", "id,name\nx,1\ny,2\n");
    sheaf.event("people/b.csv");
    sheaf.settle();

    assertThat(sheaf.head("people").version()).isEqualTo(1);
    assertThat(sheaf.table.runs("people"))
        .extracting(RunItem::state)
        .containsExactly(RunItem.State.COMMITTED, RunItem.State.FAILED);
    assertThat(sheaf.table.uploads("people").get(1).reason()).contains("max_ratio");
  }

  @Test
  void aFewRejectsOfASmallUploadAreAcceptedUnlessTheDefinitionSaysOtherwise() {
    sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    sheaf.settle();
    ObjectVersion few = sheaf.upload("people/b.csv", "id,name\nx,1\n7,eve\ny,2\n");
    ObjectVersion many = sheaf.upload("people/c.csv", "id,name\n8,fay\n" + "x,1\n".repeat(11));
    sheaf.event("people/b.csv", "people/c.csv");
    sheaf.settle();

    assertThat(sheaf.record("people", few).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.head("people").counts().rejects()).isEqualTo(2);
    assertThat(sheaf.record("people", many).state()).isEqualTo(UploadState.REFUSED);
    assertThat(sheaf.record("people", many).reason())
        .contains(many.uri(), "11 of 12 records are rejects", "max_ratio: 0.92", "dataset people");

    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            "dataset: people\ncolumns: { id: bigint, name: varchar }\nrejects: { max_ratio: 0 }\n"));
    ObjectVersion strict = sheaf.upload("people/d.csv", "id,name\nx,1\n9,gus\n");
    sheaf.event("people/d.csv");
    sheaf.settle();

    assertThat(sheaf.record("people", strict).reason())
        .contains("1 of 2 records are rejects, more than the max_ratio of 0.0 allows");
  }

  @Test
  void aDeletedUploadIsGone() {
    ObjectVersion gone = sheaf.upload("people/a.csv", FIRST);
    sheaf.upload("people/b.csv", FIRST);
    sheaf.event("people/a.csv", "people/b.csv");
    sheaf.store.delete(MemorySheaf.LANDING, gone.key());
    sheaf.settle();

    assertThat(sheaf.record("people", gone).state()).isEqualTo(UploadState.GONE);
    assertThat(sheaf.head("people").contributions()).hasSize(1);
  }

  @Test
  void aDeathBetweenFactAndSetIsMadeUpFor() {
    sheaf.upload("people/a.csv", FIRST);
    sheaf.event("people/a.csv");
    sheaf.loseAllTasksButOne();
    sheaf.dieBetweenFactAndSet();
    sheaf.recover();
    sheaf.settle();

    assertThat(sheaf.head("people").counts().rows()).isEqualTo(3);
  }

  @Test
  void aRestartLeavesScheduledUploadsToTheirSchedule() {
    sheaf.definitions.apply(DefinitionParser.parse("later.yaml", LATER));
    ObjectVersion object = sheaf.upload("later/a.csv", "id\n1\n");
    sheaf.event("later/a.csv");
    sheaf.recover();
    sheaf.settle();
    assertThat(sheaf.record("later", object).state()).isEqualTo(UploadState.SEEN);

    sheaf.schedule();
    sheaf.settle();
    assertThat(sheaf.record("later", object).state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void tenThousandWaitingUploadsBecomeOneRunAndOneSnapshot() {
    MemorySheaf many = new MemorySheaf(scratch, 1 << 20);
    many.definitions.apply(DefinitionParser.parse("later.yaml", LATER));
    String[] keys = new String[Candidates.MAX_UPLOADS];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = "later/%05d.csv".formatted(i);
      many.upload(keys[i], "id\n" + i + "\n");
    }
    many.event(keys);
    many.schedule();
    many.settle();

    assertThat(many.table.runs("later")).hasSize(1);
    assertThat(many.head("later").version()).isEqualTo(1);
    assertThat(many.head("later").counts().rows()).isEqualTo(keys.length);
  }

  @Test
  void lostAndDoubledMessagesChangeNothing() {
    for (long seed = 0; seed < 200; seed++) {
      MemorySheaf troubled = new MemorySheaf(scratch, 1 + seed % 40);
      troubled.upload("people/a.csv", FIRST);
      troubled.upload("people/b.csv", "id,name\n9,zoe\n");
      troubled.event("people/a.csv");
      troubled.event("people/b.csv");
      troubled.settle(new Random(seed), 30);

      Manifest head = troubled.head("people");
      assertThat(troubled.rows(head))
          .as("seed %d", seed)
          .containsExactly("1,ada", "2,\"two\nlines\"", "3,cy", "9,zoe");
    }
  }
}
