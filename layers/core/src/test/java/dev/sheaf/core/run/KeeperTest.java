package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.store.ResultKeys;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.store.TaskOutput;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What schedules make up for. */
final class KeeperTest {
  private static final String FIRST = "id,name\n1,ada\n2,bob\n3,cy\n";

  @TempDir Path scratch;
  private MemorySheaf sheaf;

  @BeforeEach
  void start() {
    sheaf = new MemorySheaf(scratch, 5);
  }

  @Test
  void withinASecondTheOrderOfTheVersionsDecides() {
    for (int trial = 0; trial < 8; trial++) {
      String key = "people/%d.csv".formatted(trial);
      sheaf.upload(key, "id,name\n%d,old\n".formatted(trial));
      sheaf.event(key);
      sheaf.uploadInTheSameSecond(key, "id,name\n%d,new\n".formatted(trial));
      sheaf.event(key);
    }
    sheaf.settle(new java.util.Random(7), 0);

    assertThat(sheaf.rows(sheaf.head("people")))
        .hasSize(8)
        .allSatisfy(row -> assertThat(row).endsWith(",new"));
  }

  @Test
  void aRunThatMovesIsLeftAlone() {
    ObjectVersion object = upload("people/a.csv", FIRST);
    sheaf.sweep();
    List<TaskMessage> tasks = sheaf.loseTasks();
    sheaf.process(tasks.get(0), 1);
    pass();
    sheaf.sweep();

    assertThat(sheaf.loseTasks()).isEmpty();
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void aRunThatStandsStillGetsWhatItMisses() {
    upload("people/a.csv", FIRST);
    sheaf.process(sheaf.loseTasks().get(0), 1);
    sheaf.sweep();
    pass();
    sheaf.sweep();
    sheaf.settle();

    assertThat(sheaf.head("people").counts().rows()).isEqualTo(3);
  }

  @Test
  void theLongerARunStandsStillTheRarerItIsLookedAt() {
    upload("people/a.csv", FIRST);
    sheaf.loseTasks();
    int sent = 0;
    for (int hour = 0; hour < 64; hour++) {
      pass();
      sheaf.sweep();
      sent += sheaf.loseTasks().isEmpty() ? 0 : 1;
    }

    assertThat(sent).isBetween(4, 7);
  }

  @Test
  void noWorkIsDoubledOnABacklog() {
    upload("people/a.csv", FIRST);
    int waiting = sheaf.waitingTasks();
    for (int hour = 0; hour < 24; hour++) {
      pass();
      sheaf.sweep();
    }

    assertThat(sheaf.waitingTasks()).isEqualTo(waiting);
  }

  @Test
  void aBacklogIsNotBelievedForEver() {
    upload("people/a.csv", FIRST);
    int waiting = sheaf.waitingTasks();
    for (int hour = 0; hour < 24 * 7; hour++) {
      pass();
      sheaf.sweep();
    }

    assertThat(sheaf.waitingTasks()).isGreaterThan(waiting);
  }

  @Test
  void anUploadThatNobodyTookUpIsTakenUp() {
    ObjectVersion object = sheaf.upload("people/a.csv", FIRST);
    sheaf.table.putUpload(new dev.sheaf.core.upload.Upload(object, "people", "default"));
    sheaf.sweep();
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.SEEN);

    pass();
    pass();
    sheaf.sweep();
    sheaf.settle();
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void aCommitIsAnnouncedOnce() {
    upload("people/a.csv", FIRST);
    sheaf.settle();
    sheaf.sweep();

    assertThat(sheaf.announced()).extracting(SnapshotRecord::version).containsExactly(1);
  }

  @Test
  void anUploadWhoseEventWasLostIsFound() {
    ObjectVersion known = upload("people/a.csv", FIRST);
    sheaf.settle();
    ObjectVersion lost = sheaf.upload("people/b c+d.csv", "id,name\n9,zoe\n");
    ObjectVersion unfiled = sheaf.upload("No Dataset/x/y.csv", FIRST);

    assertThat(sheaf.reconcile().missed()).containsExactlyInAnyOrder(lost.key(), unfiled.key());
    sheaf.settle();
    assertThat(sheaf.record("people", lost).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("people", known).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.reconcile().missed()).isEmpty();
    assertThat(sheaf.reconcile().objects()).isEqualTo(3);
  }

  @Test
  void aTaskThatKillsItsProcessorsIsGivenUpAndItsNeighboursAreLoaded() {
    ObjectVersion good = sheaf.upload("people/a.csv", FIRST);
    ObjectVersion poison = sheaf.upload("people/b.csv", "id,name\n9,zoe\n");
    sheaf.event("people/a.csv", "people/b.csv");
    TaskMessage deadly = new TaskMessage(sheaf.record("people", poison).run(), 0, 5);
    for (int delivery = 2; delivery <= 5; delivery++) {
      sheaf.table.noteBegun(deadly, 0, "execution-" + delivery);
    }

    assertThat(sheaf.deadLetter(deadly)).isEqualTo(DeadLetters.Verdict.GIVEN_UP);
    sheaf.settle();
    assertThat(sheaf.record("people", good).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("people", poison).state()).isEqualTo(UploadState.REFUSED);
    assertThat(sheaf.record("people", poison).reason())
        .contains(poison.uri(), "4 processors died", "sheaf reload people");
    assertThat(sheaf.deadLetter(deadly)).isEqualTo(DeadLetters.Verdict.DROPPED);
  }

  @Test
  void aTaskThatFailsWithADefectIsGivenUp() {
    ObjectVersion object = upload("people/a.csv", FIRST);
    TaskMessage task = sheaf.loseTasks().get(0);
    sheaf.table.noteBegun(task, 0, "one");
    sheaf.table.noteEnded(task, 0, "one", "IllegalStateException: a defect");

    assertThat(sheaf.deadLetter(task)).isEqualTo(DeadLetters.Verdict.GIVEN_UP);
    sheaf.recover();
    sheaf.settle();
    assertThat(sheaf.record("people", object).reason()).contains("a defect");
  }

  @Test
  void servicesInTroubleNeverRefuseAnUpload() {
    ObjectVersion object = upload("people/a.csv", FIRST);
    TaskMessage task = sheaf.loseTasks().get(0);
    for (int delivery = 2; delivery <= 50; delivery++) {
      sheaf.table.noteBegun(task, 0, "execution-" + delivery);
      sheaf.table.noteEnded(task, 0, "execution-" + delivery, null);
    }

    assertThat(sheaf.deadLetter(task)).isEqualTo(DeadLetters.Verdict.SENT_AGAIN);
    assertThat(sheaf.loseTasks()).containsExactly(task);
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void aProcessorThatTheTableDoesNotHearIsNotDead() {
    ObjectVersion object = upload("people/a.csv", FIRST);
    TaskMessage task = sheaf.loseTasks().get(0);
    sheaf.ends(MemorySheaf.Ends.UNHEARD);
    Path missing = scratch.resolve("missing");
    for (int delivery = 2; delivery <= 5; delivery++) {
      int again = delivery;
      assertThatThrownBy(() -> sheaf.processOnBrokenDisk(task, again, missing))
          .isInstanceOf(ScratchFullException.class);
    }
    assertThat(sheaf.table.trouble(task, 0).unheard()).hasSize(4);

    assertThat(sheaf.deadLetter(task)).isEqualTo(DeadLetters.Verdict.SENT_AGAIN);
    sheaf.recover();
    sheaf.settle();
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void aDeadLetterOfATaskThatIsDoneIsSentToSaySo() {
    upload("people/a.csv", "id,name\n1,ada\n");
    sheaf.dieBetweenFactAndSet();
    TaskMessage task = new TaskMessage(sheaf.table.runs("people").get(0).run(), 0, 0);

    assertThat(sheaf.deadLetter(task)).isEqualTo(DeadLetters.Verdict.SENT_AGAIN);
    assertThat(sheaf.deadLetter(new TaskMessage(task.run(), 0, 10_000)))
        .isEqualTo(DeadLetters.Verdict.DROPPED);
    assertThat(sheaf.deadLetter(new TaskMessage(task.run(), 1, 0)))
        .isEqualTo(DeadLetters.Verdict.DROPPED);
    assertThat(sheaf.deadLetter(new TaskMessage("unknown", 0, 0)))
        .isEqualTo(DeadLetters.Verdict.DROPPED);
  }

  @Test
  void aProcessorNotesHowARepeatedExecutionEnds() {
    ObjectVersion object = upload("people/a.csv", FIRST);
    TaskMessage task = sheaf.loseTasks().get(0);
    Path missing = scratch.resolve("missing");

    assertThatThrownBy(() -> sheaf.processOnBrokenDisk(task, 1, missing))
        .isInstanceOf(RuntimeException.class);
    assertThat(sheaf.table.trouble(task, 0)).isEqualTo(TaskTrouble.NONE);
    assertThatThrownBy(() -> sheaf.processOnBrokenDisk(task, 2, missing))
        .isInstanceOf(RuntimeException.class);
    assertThat(sheaf.table.trouble(task, 0).begun()).hasSize(1);
    assertThat(sheaf.table.trouble(task, 0).unheard()).isEmpty();
    assertThat(sheaf.record("people", object).state()).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void aReloadReadsUploadsAgainAsOneSnapshot() {
    sheaf.definitions.apply(definition("id: bigint, name: varchar"));
    ObjectVersion a = upload("people/a.csv", FIRST);
    ObjectVersion b = upload("people/b.csv", "id,name\nx,1\ny,2\n");
    sheaf.settle();
    assertThat(sheaf.record("people", b).state()).isEqualTo(UploadState.REFUSED);

    sheaf.definitions.apply(definition("id: {type: bigint, nulls: [x, y]}, name: varchar"));
    sheaf.reload("people", a, b);
    sheaf.settle();
    Manifest head = sheaf.head("people");
    assertThat(head.version()).isEqualTo(2);
    assertThat(head.counts().rows()).isEqualTo(5);
    assertThat(sheaf.record("people", a).attempt()).isEqualTo(2);
    assertThat(sheaf.record("people", b).state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void aReloadThatWouldLoseRowsChangesNothing() {
    sheaf.definitions.apply(definition("id: bigint, name: varchar"));
    ObjectVersion a = upload("people/a.csv", FIRST);
    ObjectVersion b = upload("people/b.csv", "id,name\n9,zoe\n");
    sheaf.settle();
    sheaf.store.delete(MemorySheaf.LANDING, a.key());
    Manifest before = sheaf.head("people");

    sheaf.reload("people", a, b);
    sheaf.settle();
    assertThat(sheaf.head("people")).isEqualTo(before);
    assertThat(sheaf.record("people", a).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("people", a).reason()).contains("reload", "deleted");
    assertThat(sheaf.record("people", b).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.table.runs("people").get(2).reason()).contains(a.uri());
  }

  @Test
  void orphansAreWhatNothingRefersTo() {
    upload("people/a.csv", FIRST);
    sheaf.upload("people/bad.csv", "id,name\nx,1\ny,2\n");
    sheaf.event("people/bad.csv");
    sheaf.settle();
    String run = sheaf.table.runs("people").get(0).run();
    List<String> left =
        List.of(
            results(run, ResultKeys.Layout.BY_DATASET).output(TaskOutput.ROWS, 0, 0, "died"),
            results(run, ResultKeys.Layout.BY_DATASET).rejects(0, 0, "died"),
            results(run, ResultKeys.Layout.BY_RUN).output(TaskOutput.ROWS, 0, 0, "died"),
            LakeKeys.end(run, 0, 0, "died"),
            new SnapshotPlace("people", 1, "lost").root(),
            new SnapshotPlace("people", 1, "lost").part(0),
            new SnapshotPlace("people", 1, "lost").states(),
            LakeKeys.checkpoint("people", "ab12"),
            "snapshots/people/00000001-lost/manifest.json");
    left.forEach(
        key ->
            sheaf.store.putIfAbsent(
                MemorySheaf.LAKE, key, Payload.text("left behind"), "text/plain"));
    int objects = sheaf.store.list(MemorySheaf.LAKE, "").size();
    assertThat(sheaf.orphans.find()).as("too young").isEmpty();

    sheaf.passTime(Duration.ofHours(25));
    assertThat(sheaf.orphans.find())
        .extracting(ObjectVersion::key)
        .containsExactlyInAnyOrderElementsOf(left);
    assertThat(sheaf.orphans.remove()).hasSize(left.size());
    assertThat(sheaf.store.list(MemorySheaf.LAKE, "")).hasSize(objects - left.size());
    assertThat(sheaf.rows(sheaf.head("people"))).hasSize(3);
  }

  @Test
  void nothingOfAnOpenRunIsAnOrphan() {
    upload("people/a.csv", FIRST);
    sheaf.process(sheaf.loseTasks().get(0), 1);
    String run = sheaf.table.runs("people").get(0).run();
    sheaf.store.putIfAbsent(
        MemorySheaf.LAKE,
        results(run, ResultKeys.Layout.BY_DATASET).output(TaskOutput.ROWS, 0, 1, "late"),
        Payload.text("x"),
        "text/plain");
    sheaf.passTime(Duration.ofDays(9));

    assertThat(sheaf.orphans.find()).isEmpty();
  }

  private static ResultKeys results(String run, ResultKeys.Layout layout) {
    return new ResultKeys("people", run, layout);
  }

  private ObjectVersion upload(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    return object;
  }

  private void pass() {
    sheaf.passTime(MemorySheaf.SWEEP_PATIENCE.plusMinutes(1));
  }

  private static dev.sheaf.core.dataset.Definition definition(String columns) {
    return DefinitionParser.parse("people.yaml", "dataset: people\ncolumns: {" + columns + "}\n");
  }
}
