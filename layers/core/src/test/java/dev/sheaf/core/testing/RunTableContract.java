package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Eventually.eventually;
import static dev.sheaf.core.testing.Samples.fact;
import static dev.sheaf.core.testing.Samples.fresh;
import static dev.sheaf.core.testing.Samples.openRun;
import static dev.sheaf.core.testing.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RunTable} promises. */
public abstract class RunTableContract {
  private static final int RACERS = 16;

  protected abstract RunTable table();

  private final String dataset = fresh("orders");
  private final String run = fresh("run");
  private final Upload upload = upload(dataset, "a.csv", 1);

  @Test
  void anUploadIsSeenOnce() {
    table().putUpload(upload);
    assertThat(table().upload(upload)).hasValue(UploadItem.seen(upload));

    table().claim(upload, 1, run);
    table().putUpload(upload);
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void anUploadWithAVersionComesBackAsItWas() {
    Upload versioned = upload(dataset, "한글 a+b%20.csv", 1, "v.1");
    table().putUpload(versioned);

    assertThat(table().upload(versioned)).hasValue(UploadItem.seen(versioned));
  }

  @Test
  void anUnknownUploadIsEmpty() {
    assertThat(table().upload(upload)).isEmpty();
  }

  @Test
  void uploadsAreOfOneDatasetInUploadOrder() {
    Upload third = upload(dataset, "a.csv", 3);
    Upload first = upload(dataset, "z.csv", 1);
    Upload second = upload(dataset, "b.csv", 2);
    List.of(third, first, second, upload(fresh("other"), "c.csv", 0)).forEach(table()::putUpload);

    assertThat(table().uploads(dataset))
        .extracting(UploadItem::upload)
        .containsExactly(first, second, third);
    assertThat(table().uploads(fresh("unknown"))).isEmpty();
  }

  @Test
  void uploadsGoOnBeyondAPage() {
    // 700 items of about 2 KB are more than the megabyte that DynamoDB gives at a time.
    String filler = "x".repeat(900);
    List<Upload> many =
        IntStream.range(0, 700).mapToObj(i -> upload(dataset, filler + i, i)).toList();
    Race.inParallel(many, table()::putUpload);

    assertThat(table().uploads(dataset)).extracting(UploadItem::upload).isEqualTo(many);
    eventually(() -> assertThat(waiting()).containsAll(many));
  }

  @Test
  void uploadsWaitUntilTheyAreClaimedOrSettled() {
    Upload waiting = upload(dataset, "w.csv", 1);
    Upload claimed = upload(dataset, "c.csv", 2);
    Upload refused = upload(dataset, "r.csv", 3);
    List.of(waiting, claimed, refused).forEach(table()::putUpload);
    table().claim(claimed, 1, run);
    table().settleUnclaimed(refused, UploadOutcome.refused("it is empty"));

    eventually(() -> assertThat(waiting()).contains(waiting).doesNotContain(claimed, refused));
    assertThat(table().waitingUploads()).contains(UploadItem.seen(waiting));

    table().settle(claimed, run, UploadOutcome.LOADED);
    eventually(() -> assertThat(waiting()).contains(waiting).doesNotContain(claimed, refused));
  }

  @Test
  void aClaimTakesTheUpload() {
    table().putUpload(upload);

    assertThat(table().claim(upload, 1, run)).isTrue();
    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.IN_RUN, 1, run, null));
  }

  @Test
  void whatEndedWithoutRowsIsForgottenAndCanBeClaimedAgain() {
    table().putUpload(upload);
    assertThat(table().forget(upload, 1)).isFalse();
    table().claim(upload, 1, run);
    assertThat(table().forget(upload, 1)).isFalse();
    table().settle(upload, run, UploadOutcome.refused("too long"));

    assertThat(table().forget(upload, 2)).isFalse();
    assertThat(state(upload)).isEqualTo(UploadState.REFUSED);
    assertThat(table().forget(upload, 1)).isTrue();
    assertThat(table().forget(upload, 1)).isTrue();
    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.FORGOTTEN, 1, run, null));

    table().putUpload(upload);
    table().settleUnclaimed(upload, UploadOutcome.refused("again"));
    assertThat(state(upload)).isEqualTo(UploadState.FORGOTTEN);
    assertThat(table().claim(upload, 2, fresh("other"))).isTrue();
    assertThat(table().forget(upload, 1)).isFalse();
  }

  @Test
  void anyUploadIsDroppedIfItIsAsItWasRead() {
    table().putUpload(upload);
    UploadItem seen = table().upload(upload).orElseThrow();
    table().claim(upload, 1, run);
    table().drop(seen);
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);
    table().settle(upload, run, UploadOutcome.LOADED);

    UploadItem loaded = table().upload(upload).orElseThrow();
    table().drop(loaded);
    table().drop(loaded);

    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.FORGOTTEN, 1, run, null));
  }

  @Test
  void whatHasRowsIsNotForgotten() {
    table().putUpload(upload);
    table().claim(upload, 1, run);
    table().settle(upload, run, UploadOutcome.LOADED);

    assertThat(table().forget(upload, 1)).isFalse();
    assertThat(state(upload)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void aClaimMayBeRepeated() {
    table().putUpload(upload);
    table().claim(upload, 1, run);

    assertThat(table().claim(upload, 1, run)).isTrue();
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void aClaimRepeatedAfterTheOutcomeLeavesTheOutcome() {
    table().putUpload(upload);
    table().claim(upload, 1, run);
    table().settle(upload, run, UploadOutcome.LOADED);

    assertThat(table().claim(upload, 1, run)).isTrue();
    assertThat(state(upload)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void anUploadHasOneRun() {
    table().putUpload(upload);
    table().claim(upload, 1, run);

    assertThat(table().claim(upload, 1, fresh("other"))).isFalse();
    table().settle(upload, run, UploadOutcome.refused("too long"));
    assertThat(table().claim(upload, 1, fresh("other"))).isFalse();
    assertThat(table().upload(upload).orElseThrow().run()).isEqualTo(run);
  }

  @Test
  void aClaimOfAnotherAttemptIsLost() {
    table().putUpload(upload);

    assertThat(table().claim(upload, 2, run)).isFalse();
    assertThat(table().upload(upload)).hasValue(UploadItem.seen(upload));
    table().claim(upload, 1, run);
    assertThat(table().claim(upload, 2, run)).isFalse();
  }

  @Test
  void whatIsSettledOrUnknownCannotBeClaimed() {
    assertThat(table().claim(upload, 1, run)).isFalse();
    assertThat(table().upload(upload)).isEmpty();

    table().putUpload(upload);
    table().settleUnclaimed(upload, UploadOutcome.refused("it is empty"));
    assertThat(table().claim(upload, 1, run)).isFalse();
    assertThat(state(upload)).isEqualTo(UploadState.REFUSED);
  }

  @Test
  void anUploadWithAnOutcomeIsClaimedAtItsNextAttempt() {
    table().putUpload(upload);
    table().claim(upload, 1, run);
    String reload = fresh("reload");
    assertThat(table().claim(upload, 2, reload)).as("a run has it").isFalse();
    table().settle(upload, run, UploadOutcome.refused("too long"));

    assertThat(table().claim(upload, 3, reload)).as("an attempt was left out").isFalse();
    assertThat(table().claim(upload, 2, reload)).isTrue();
    assertThat(table().claim(upload, 2, reload)).as("repeated").isTrue();
    assertThat(table().claim(upload, 2, fresh("other"))).isFalse();
    assertThat(table().claim(upload, 1, run)).as("the run of the attempt before").isFalse();
    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.IN_RUN, 2, reload, null));
    table().settle(upload, run, UploadOutcome.LOADED);
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);
    table().settle(upload, reload, UploadOutcome.LOADED);
    assertThat(state(upload)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void whatWasSettledUnclaimedIsClaimedAtItsNextAttempt() {
    table().putUpload(upload);
    table().settleUnclaimed(upload, UploadOutcome.refused("it is empty"));

    assertThat(table().claim(upload, 2, run)).isTrue();
    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.IN_RUN, 2, run, null));
  }

  @Test
  void ofManyReloadsOneGetsTheUpload() {
    table().putUpload(upload);
    table().settleUnclaimed(upload, UploadOutcome.refused("it is empty"));
    List<Boolean> claims = Race.of(RACERS, racer -> table().claim(upload, 2, run + racer));

    assertThat(Collections.frequency(claims, true)).isEqualTo(1);
  }

  @Test
  void ofManyRunsOneGetsTheUpload() {
    table().putUpload(upload);
    List<Boolean> claims = Race.of(RACERS, racer -> table().claim(upload, 1, run + racer));

    assertThat(Collections.frequency(claims, true)).isEqualTo(1);
    assertThat(table().upload(upload).orElseThrow().run()).isEqualTo(run + claims.indexOf(true));
  }

  @Test
  void anOutcomeIsSettledByTheRunThatHasTheUpload() {
    table().putUpload(upload);
    table().settle(upload, run, UploadOutcome.LOADED);
    assertThat(state(upload)).isEqualTo(UploadState.SEEN);

    table().claim(upload, 1, run);
    table().settle(upload, fresh("other"), UploadOutcome.LOADED);
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);

    table().settle(upload, run, UploadOutcome.refused("a quote at byte 12 is never closed"));
    assertThat(table().upload(upload))
        .hasValue(
            new UploadItem(
                upload, UploadState.REFUSED, 1, run, "a quote at byte 12 is never closed"));
  }

  @Test
  void anOutcomeIsSettledOnce() {
    table().putUpload(upload);
    table().claim(upload, 1, run);
    table().settle(upload, run, UploadOutcome.superseded("newer"));
    UploadItem settled = table().upload(upload).orElseThrow();

    table().settle(upload, run, UploadOutcome.LOADED);
    table().settleUnclaimed(upload, UploadOutcome.refused("too late"));
    assertThat(table().upload(upload)).hasValue(settled);
  }

  @Test
  void settlingAnUnknownUploadHasNoEffect() {
    table().settle(upload, run, UploadOutcome.LOADED);
    table().settleUnclaimed(upload, UploadOutcome.refused("unknown"));

    assertThat(table().upload(upload)).isEmpty();
  }

  @Test
  void whatNoRunHasCanBeSettled() {
    table().putUpload(upload);
    table().settleUnclaimed(upload, UploadOutcome.refused("it is empty"));
    assertThat(table().upload(upload))
        .hasValue(new UploadItem(upload, UploadState.REFUSED, 1, null, "it is empty"));

    table().settleUnclaimed(upload, UploadOutcome.refused("again"));
    assertThat(table().upload(upload).orElseThrow().reason()).isEqualTo("it is empty");
  }

  @Test
  void whatARunHasIsLeftToIt() {
    table().putUpload(upload);
    table().claim(upload, 1, run);

    table().settleUnclaimed(upload, UploadOutcome.refused("too late"));
    assertThat(state(upload)).isEqualTo(UploadState.IN_RUN);
  }

  @Test
  void aRunIsRecordedOnce() {
    RunItem record = openRun(dataset, run, 1);
    table().putRun(record);
    table().putRun(openRun(dataset, run, 2));
    assertThat(table().run(dataset, run)).hasValue(record);

    table().closeRun(dataset, run, RunItem.State.EMPTY, "nothing");
    table().putRun(record);
    assertThat(table().run(dataset, run).orElseThrow().state()).isEqualTo(RunItem.State.EMPTY);
    assertThat(table().run(dataset, fresh("unknown"))).isEmpty();
  }

  @Test
  void runsAreOfOneDatasetOldestFirst() {
    RunItem newer = openRun(dataset, "a" + run, 2);
    RunItem older = openRun(dataset, "z" + run, 1);
    List.of(newer, older, openRun(fresh("other"), run, 0)).forEach(table()::putRun);

    assertThat(table().runs(dataset)).containsExactly(older, newer);
  }

  @Test
  void anOpenRunCanBeClosed() {
    table().putRun(openRun(dataset, run, 1));
    table().closeRun(dataset, run, RunItem.State.FAILED, "no upload could be loaded");

    assertThat(table().run(dataset, run))
        .hasValue(
            new RunItem(
                run,
                dataset,
                RunItem.State.FAILED,
                Samples.NOON.plusSeconds(1),
                null,
                "no upload could be loaded"));
  }

  @Test
  void aRunIsClosedOnce() {
    table().putRun(openRun(dataset, run, 1));
    table().closeRun(dataset, run, RunItem.State.EMPTY, "first");
    table().closeRun(dataset, run, RunItem.State.FAILED, "second");
    table().closeRun(dataset, fresh("unknown"), RunItem.State.FAILED, "unknown");

    assertThat(table().run(dataset, run).orElseThrow().reason()).isEqualTo("first");
    assertThat(table().runs(dataset)).hasSize(1);
  }

  @Test
  void aRunIsUnfinishedUntilItIsFinished() {
    table().putRun(openRun(dataset, run, 1));
    eventually(() -> assertThat(unfinished()).contains(run));

    table().finishRun(dataset, run);
    eventually(() -> assertThat(unfinished()).as("an open run is never finished").contains(run));

    table().closeRun(dataset, run, RunItem.State.FAILED, "no upload could be loaded");
    eventually(() -> assertThat(unfinished()).contains(run));

    table().finishRun(dataset, run);
    eventually(() -> assertThat(unfinished()).doesNotContain(run));
    table().finishRun(dataset, run);
    assertThat(table().run(dataset, run).orElseThrow().state()).isEqualTo(RunItem.State.FAILED);
  }

  @Test
  void anUnfinishedRunIsDueUntilItIsWatched() {
    RunItem record = openRun(dataset, run, 1);
    table().putRun(record);
    eventually(() -> assertThat(due(1)).hasValue(WatchedRun.fresh(record)));
    assertThat(due(0)).isEmpty();

    WatchedRun watched = WatchedRun.fresh(record).moved(17, Samples.NOON.plusSeconds(60));
    table().keepWatch(watched);
    eventually(() -> assertThat(due(59)).isEmpty());
    eventually(() -> assertThat(due(60)).hasValue(watched));
    WatchedRun quiet = watched.quiet(Samples.NOON.plusSeconds(90));
    table().keepWatch(quiet);
    eventually(() -> assertThat(due(90)).hasValue(quiet));
    assertThat(table().run(dataset, run)).as("the run is as it was").hasValue(record);
  }

  @Test
  void aFinishedRunIsNotWatched() {
    RunItem record = openRun(dataset, run, 1);
    table().putRun(record);
    table().closeRun(dataset, run, RunItem.State.FAILED, "no upload could be loaded");
    eventually(
        () ->
            assertThat(due(1).map(WatchedRun::run).map(RunItem::state))
                .hasValue(RunItem.State.FAILED));
    table().finishRun(dataset, run);

    table().keepWatch(WatchedRun.fresh(record).moved(1, Samples.NOON));
    table().keepWatch(WatchedRun.fresh(openRun(dataset, fresh("unknown"), 1)));
    eventually(() -> assertThat(due(1000)).isEmpty());
    assertThat(table().runs(dataset)).hasSize(1);
  }

  @Test
  void finishingAnUnknownRunHasNoEffect() {
    table().finishRun(dataset, run);

    assertThat(table().run(dataset, run)).isEmpty();
    assertThat(table().runs(dataset)).isEmpty();
  }

  @Test
  void theFirstFactWins() {
    Fact first = fact(run, 0, 7, "first");

    assertThat(table().putFact(first, 1)).isEqualTo(first);
    assertThat(table().putFact(fact(run, 0, 7, "second"), 1)).isEqualTo(first);
    assertThat(table().putFact(first, 1)).isEqualTo(first);
    assertThat(table().fact(new TaskMessage(run, 0, 7), 1)).hasValue(first);
  }

  @Test
  void aFactOfAnOutcomeComesBackAsItWas() {
    Fact whole = Samples.loadedFact(run, 0, 3, "attempt");

    assertThat(table().putFact(whole, 0)).isEqualTo(whole);
    assertThat(table().fact(new TaskMessage(run, 0, 3), 0)).hasValue(whole);
    assertThat(table().putFact(fact(run, 0, 3, "later"), 0)).isEqualTo(whole);
  }

  @Test
  void aFactOfAContentFailureComesBackAsItWas() {
    Fact failed = Samples.failedFact(run, 1, 2, "attempt");
    table().putFact(failed, 0);

    assertThat(table().facts(run, 1, 0)).containsExactly(failed);
  }

  @Test
  void ofManyRacersAllSeeTheSameFact() {
    List<Fact> winners =
        Race.of(RACERS, racer -> table().putFact(fact(run, 0, 0, "racer-" + racer), 0));

    assertThat(winners).containsOnly(table().fact(new TaskMessage(run, 0, 0), 0).orElseThrow());
  }

  @Test
  void factsAreOfOneGroupOfOneRound() {
    Fact a = fact(run, 0, 0, "a");
    Fact b = fact(run, 0, 200_000, "b");
    table().putFact(a, 0);
    table().putFact(b, 0);
    table().putFact(fact(run, 0, 1, "another group"), 1);
    table().putFact(fact(run, 1, 0, "another round"), 0);
    table().putFact(fact(fresh("run"), 0, 0, "another run"), 0);
    table().addDone(run, 0, 0, Set.of(0));

    assertThat(table().facts(run, 0, 0)).containsExactlyInAnyOrder(a, b);
    assertThat(table().facts(run, 0, 2)).isEmpty();
    assertThat(table().fact(new TaskMessage(run, 0, 1), 0)).isEmpty();
    assertThat(table().fact(new TaskMessage(run, 2, 0), 0)).isEmpty();
  }

  @Test
  void theSetOfDoneTasksGrows() {
    assertThat(table().addDone(run, 0, 0, Set.of(5))).containsExactly(5);
    assertThat(table().addDone(run, 0, 0, Set.of(517))).containsExactlyInAnyOrder(5, 517);
    assertThat(table().addDone(run, 0, 0, Set.of(5))).containsExactlyInAnyOrder(5, 517);
    assertThat(table().addDone(run, 0, 1, Set.of(6))).as("another group").containsExactly(6);
    assertThat(table().addDone(run, 1, 0, Set.of(7))).as("another round").containsExactly(7);
    assertThat(table().addDone(fresh("run"), 0, 0, Set.of(8))).as("another run").containsExactly(8);
    assertThat(table().addDone(run, 0, 0, Set.of(5, 6, 7))).as("several").hasSize(4);
  }

  @Test
  void theSetOfDoneGroupsGrows() {
    assertThat(table().addGroup(run, 0, 0)).containsExactly(0);
    assertThat(table().addGroup(run, 0, 2)).containsExactlyInAnyOrder(0, 2);
    assertThat(table().addGroup(run, 0, 0)).containsExactlyInAnyOrder(0, 2);
    assertThat(table().addGroup(run, 1, 3)).as("another round").containsExactly(3);
    assertThat(table().addGroup(fresh("run"), 0, 4)).as("another run").containsExactly(4);
  }

  @Test
  void ofManyThatFillASetOneAtLeastSeesItFull() {
    List<Set<Integer>> seen = Race.of(RACERS, racer -> table().addDone(run, 0, 0, Set.of(racer)));

    Set<Integer> all = Set.copyOf(IntStream.range(0, RACERS).boxed().toList());
    assertThat(seen).contains(all);
    assertThat(seen).allSatisfy(set -> assertThat(all).containsAll(set));
  }

  @Test
  void theSetOfDoneTasksCanBeRead() {
    assertThat(table().done(run, 0, 0)).isEmpty();
    table().addDone(run, 0, 0, Set.of(5, 6));
    table().addDone(run, 0, 1, Set.of(7));

    assertThat(table().done(run, 0, 0)).containsExactlyInAnyOrder(5, 6);
    assertThat(table().done(run, 1, 0)).isEmpty();
  }

  @Test
  void troubleIsNotedPerTask() {
    TaskMessage task = new TaskMessage(run, 0, 7);
    assertThat(table().trouble(task, 0)).isEqualTo(TaskTrouble.NONE);

    table().noteBegun(task, 0, "first");
    table().noteBegun(task, 0, "first");
    table().noteBegun(task, 0, "second");
    table().noteEnded(task, 0, "second", null);
    assertThat(table().trouble(task, 0))
        .isEqualTo(new TaskTrouble(Set.of("first", "second"), Set.of("second"), null));
    assertThat(table().trouble(task, 0).unheard()).hasSize(1);

    table().noteEnded(task, 0, "third", "a defect");
    table().noteEnded(task, 0, "fourth", null);
    assertThat(table().trouble(task, 0).error()).isEqualTo("a defect");
    assertThat(table().trouble(new TaskMessage(run, 1, 7), 0)).isEqualTo(TaskTrouble.NONE);
    assertThat(table().facts(run, 0, 0)).isEmpty();
  }

  private Optional<WatchedRun> due(int second) {
    return table().dueRuns(Samples.NOON.plusSeconds(second)).stream()
        .filter(watched -> watched.run().run().equals(run))
        .findFirst();
  }

  private UploadState state(Upload of) {
    return table().upload(of).orElseThrow().state();
  }

  private List<Upload> waiting() {
    return table().waitingUploads().stream().map(UploadItem::upload).toList();
  }

  /** Among all runs, and among those of the dataset, which must be the same. */
  private List<String> unfinished() {
    List<String> all = table().unfinishedRuns().stream().map(RunItem::run).toList();
    List<String> own =
        table().runs(dataset).stream().map(RunItem::run).filter(all::contains).toList();
    assertThat(table().unfinishedRunsOf(dataset))
        .extracting(RunItem::run)
        .containsExactlyInAnyOrderElementsOf(own);
    assertThat(table().unfinishedRunsOf(dataset + "_")).isEmpty();
    return all;
  }
}
