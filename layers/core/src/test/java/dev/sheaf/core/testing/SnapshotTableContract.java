package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Eventually.eventually;
import static dev.sheaf.core.testing.Samples.NOON;
import static dev.sheaf.core.testing.Samples.fresh;
import static dev.sheaf.core.testing.Samples.openRun;
import static dev.sheaf.core.testing.Samples.snapshot;
import static dev.sheaf.core.testing.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.SnapshotTable.Commit;
import dev.sheaf.core.snapshot.SnapshotTable.Tagging;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotTable} promises. */
public abstract class SnapshotTableContract {
  private static final int RACERS = 8;
  private static final int MAX_TRIES = 100;

  protected abstract SnapshotTable table();

  /** The runs of the same table. */
  protected abstract RunTable runs();

  private final String dataset = fresh("orders");

  @Test
  void aDatasetBeginsWithoutSnapshots() {
    assertThat(table().head(dataset)).isEmpty();
    assertThat(table().snapshot(dataset, 1)).isEmpty();
    assertThat(table().snapshots(dataset)).isEmpty();
  }

  @Test
  void aCommitMovesHeadAndCommitsTheRuns() {
    String first = open();
    String second = open();
    String bystander = open();
    SnapshotRecord snapshot = snapshot(dataset, 1, "x", first, second);

    assertThat(table().commit(snapshot)).isEqualTo(Commit.COMMITTED);

    assertThat(table().head(dataset)).hasValue(snapshot);
    assertThat(table().snapshot(dataset, 1)).hasValue(snapshot);
    assertThat(run(first).state()).isEqualTo(RunItem.State.COMMITTED);
    assertThat(run(first).snapshot()).isEqualTo(1);
    assertThat(run(second).snapshot()).isEqualTo(1);
    assertThat(run(bystander).state()).isEqualTo(RunItem.State.OPEN);
    assertThat(table().head(fresh("other"))).isEmpty();
  }

  @Test
  void aDroppedDatasetHasNoHeadAndCountsOn() {
    assertThat(table().drop(dataset, 1)).isFalse();
    assertThat(table().dropped(dataset)).isEmpty();
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));

    assertThat(table().drop(dataset, 1)).isFalse();
    assertThat(table().head(dataset)).isPresent();
    assertThat(table().drop(dataset, 2)).isTrue();
    assertThat(table().drop(dataset, 2)).isTrue();
    assertThat(table().drop(dataset, 3)).isFalse();
    assertThat(table().head(dataset)).isEmpty();
    assertThat(table().dropped(dataset)).hasValue(2);

    assertThat(table().commit(snapshot(dataset, 3, "stale", open()))).isEqualTo(Commit.HEAD_MOVED);
    assertThat(table().commit(snapshot(dataset, 1, "stale", open()))).isEqualTo(Commit.HEAD_MOVED);
    assertThat(table().commitAfterDrop(snapshot(dataset, 2, "y", open())))
        .isEqualTo(Commit.HEAD_MOVED);
    String run = open();
    SnapshotRecord next = snapshot(dataset, 3, "y", run);
    assertThat(table().commitAfterDrop(next)).isEqualTo(Commit.COMMITTED);
    assertThat(table().head(dataset)).hasValue(next);
    assertThat(run(run).state()).isEqualTo(RunItem.State.COMMITTED);
    assertThat(table().dropped(dataset)).isEmpty();
    assertThat(table().commitAfterDrop(snapshot(dataset, 4, "z", open())))
        .isEqualTo(Commit.HEAD_MOVED);
    assertThat(table().commit(snapshot(dataset, 4, "z", open()))).isEqualTo(Commit.COMMITTED);
  }

  @Test
  void aSnapshotIsRemovedFromTheList() {
    SnapshotRecord first = snapshot(dataset, 1, "x", open());
    table().commit(first);
    table().commit(snapshot(dataset, 2, "x", open()));

    table().remove(dataset, 1);
    table().remove(dataset, 1);

    assertThat(table().snapshot(dataset, 1)).isEmpty();
    assertThat(table().snapshots(dataset)).extracting(SnapshotRecord::version).containsExactly(2);
    eventually(() -> assertThat(table().unannounced()).doesNotContain(first));
  }

  @Test
  void aCommittedRunIsUnfinishedUntilItIsFinished() {
    String run = open();
    table().commit(snapshot(dataset, 1, "x", run));
    eventually(() -> assertThat(unfinished()).contains(run));

    runs().closeRun(dataset, run, RunItem.State.FAILED, "too late");
    assertThat(run(run).state()).isEqualTo(RunItem.State.COMMITTED);

    runs().finishRun(dataset, run);
    eventually(() -> assertThat(unfinished()).doesNotContain(run));
    assertThat(run(run).snapshot()).isEqualTo(1);
  }

  @Test
  void aCommitIsUnannouncedUntilItIsAnnounced() {
    SnapshotRecord first = snapshot(dataset, 1, "x", open());
    SnapshotRecord second = snapshot(dataset, 2, "x", open());
    table().commit(first);
    table().commit(second);
    eventually(() -> assertThat(unannounced()).containsExactlyInAnyOrder(first, second));

    table().setAnnounced(dataset, 1);
    table().setAnnounced(dataset, 1);
    eventually(() -> assertThat(unannounced()).containsExactly(second));
    assertThat(table().snapshots(dataset)).containsExactly(first, second);
    assertThat(table().head(dataset)).hasValue(second);
  }

  @Test
  void versionsFollowOneAnother() {
    for (int version = 1; version <= 12; version++) {
      SnapshotRecord next = snapshot(dataset, version, "x", open());
      assertThat(table().commit(next)).isEqualTo(Commit.COMMITTED);
      assertThat(table().head(dataset)).hasValue(next);
    }

    assertThat(table().snapshots(dataset))
        .extracting(SnapshotRecord::version)
        .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(table().snapshot(dataset, 3).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void aCommitOnAnOldHeadChangesNothing() {
    SnapshotRecord first = snapshot(dataset, 1, "x", open());
    table().commit(first);
    String run = open();

    assertThat(table().commit(snapshot(dataset, 1, "late", run))).isEqualTo(Commit.HEAD_MOVED);
    assertThat(table().head(dataset)).hasValue(first);
    assertThat(table().snapshot(dataset, 1)).hasValue(first);
    assertThat(run(run).state()).isEqualTo(RunItem.State.OPEN);
  }

  @Test
  void aVersionCannotBeSkipped() {
    String run = open();
    assertThat(table().commit(snapshot(dataset, 2, "x", run))).isEqualTo(Commit.HEAD_MOVED);
    table().commit(snapshot(dataset, 1, "x", open()));
    assertThat(table().commit(snapshot(dataset, 3, "x", run))).isEqualTo(Commit.HEAD_MOVED);

    assertThat(table().snapshots(dataset)).hasSize(1);
    assertThat(run(run).state()).isEqualTo(RunItem.State.OPEN);
  }

  @Test
  void aRunIsCommittedOnce() {
    String run = open();
    String neighbour = open();
    table().commit(snapshot(dataset, 1, "x", run));

    assertThat(table().commit(snapshot(dataset, 2, "x", neighbour, run)))
        .isEqualTo(Commit.RUN_NOT_OPEN);
    assertThat(table().head(dataset).orElseThrow().version()).isEqualTo(1);
    assertThat(table().snapshot(dataset, 2)).isEmpty();
    assertThat(run(neighbour).state()).isEqualTo(RunItem.State.OPEN);
    assertThat(run(run).snapshot()).isEqualTo(1);
  }

  @Test
  void whatIsClosedOrUnknownIsNotCommitted() {
    String closed = open();
    runs().closeRun(dataset, closed, RunItem.State.FAILED, "no upload could be loaded");

    assertThat(table().commit(snapshot(dataset, 1, "x", closed))).isEqualTo(Commit.RUN_NOT_OPEN);
    assertThat(table().commit(snapshot(dataset, 1, "x", fresh("unknown"))))
        .isEqualTo(Commit.RUN_NOT_OPEN);
    assertThat(table().head(dataset)).isEmpty();
    assertThat(run(closed).state()).isEqualTo(RunItem.State.FAILED);
  }

  @Test
  void aRepeatedCommitIsNotCommittedAgain() {
    SnapshotRecord snapshot = snapshot(dataset, 1, "x", open());
    table().commit(snapshot);

    assertThat(table().commit(snapshot)).isNotEqualTo(Commit.COMMITTED);
    assertThat(table().head(dataset)).hasValue(snapshot);
  }

  @Test
  void manyRunsFitOneCommit() {
    List<String> many =
        IntStream.range(0, SnapshotTable.MAX_RUNS).mapToObj(i -> fresh("run")).toList();
    many.forEach(run -> runs().putRun(openRun(dataset, run, 1)));

    SnapshotRecord snapshot = snapshot(dataset, 1, "x", many.toArray(String[]::new));
    assertThat(table().commit(snapshot)).isEqualTo(Commit.COMMITTED);
    assertThat(table().head(dataset)).hasValue(snapshot);
    assertThat(runs().runs(dataset)).allMatch(run -> run.state() == RunItem.State.COMMITTED);
  }

  @Test
  void moreRunsThanFitAreAMistakeOfTheCaller() {
    List<String> tooMany =
        IntStream.rangeClosed(0, SnapshotTable.MAX_RUNS).mapToObj(i -> fresh("run")).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table().commit(snapshot(dataset, 1, "x", tooMany.toArray(String[]::new))))
        .withMessageContaining("%d runs", SnapshotTable.MAX_RUNS + 1);
  }

  @Test
  void racingCommitsOfOneVersionMakeOneSnapshot() {
    List<String> racing = IntStream.range(0, RACERS).mapToObj(i -> open()).toList();

    List<Commit> outcomes =
        Race.of(
            RACERS,
            racer ->
                answered(
                    () ->
                        table().commit(snapshot(dataset, 1, "racer" + racer, racing.get(racer)))));

    assertThat(Collections.frequency(outcomes, Commit.COMMITTED)).isLessThanOrEqualTo(1);
    assertThat(outcomes).doesNotContain(Commit.RUN_NOT_OPEN);
    long committed =
        racing.stream().filter(run -> run(run).state() == RunItem.State.COMMITTED).count();
    assertThat(committed).isEqualTo(table().snapshots(dataset).size()).isLessThanOrEqualTo(1);
  }

  @Test
  void racersThatStartOverAllCommitInTheEnd() {
    List<Integer> versions =
        Race.of(
            RACERS,
            racer -> {
              String run = open();
              for (int tries = 0; tries < MAX_TRIES; tries++) {
                int version = table().head(dataset).map(SnapshotRecord::version).orElse(0) + 1;
                Commit outcome =
                    answered(
                        () -> table().commit(snapshot(dataset, version, "racer" + racer, run)));
                if (outcome == Commit.COMMITTED) {
                  return version;
                }
              }
              throw new AssertionError("HEAD kept moving");
            });

    List<Integer> all = IntStream.rangeClosed(1, RACERS).boxed().toList();
    assertThat(versions).containsExactlyInAnyOrderElementsOf(all);
    assertThat(table().snapshots(dataset)).extracting(SnapshotRecord::version).isEqualTo(all);
  }

  @Test
  void anOperationIsCommittedWithItsOutcomes() {
    Upload upload = loaded("a.csv");
    table().commit(snapshot(dataset, 1, "x", open()));
    Operation retract = new Operation.Retract(fresh("op"), dataset, List.of(upload.id()));
    SnapshotRecord snapshot = snapshot(2, "x", retract);

    assertThat(table().operation(dataset, retract.id())).isEmpty();
    assertThat(table().commitOperation(snapshot, List.of(retracted(upload))))
        .isEqualTo(Commit.COMMITTED);

    assertThat(table().head(dataset)).hasValue(snapshot);
    assertThat(table().snapshot(dataset, 2)).hasValue(snapshot);
    assertThat(table().operation(dataset, retract.id()))
        .hasValue(OperationRecord.committed(retract, 2));
    assertThat(runs().upload(upload).orElseThrow().state()).isEqualTo(UploadState.RETRACTED);
    assertThat(runs().upload(upload).orElseThrow().reason()).isEqualTo("as a test");
    eventually(() -> assertThat(unannounced()).contains(snapshot));
  }

  @Test
  void aRetractedUploadIsTakenByAReloadAndByNothingElse() {
    Upload upload = loaded("a.csv");
    table().commit(snapshot(dataset, 1, "x", open()));
    Operation retract = new Operation.Retract(fresh("op"), dataset, List.of(upload.id()));
    table().commitOperation(snapshot(2, "x", retract), List.of(retracted(upload)));

    runs().putUpload(upload);
    assertThat(runs().claim(upload, 1, "late")).isFalse();
    assertThat(runs().upload(upload).orElseThrow().state()).isEqualTo(UploadState.RETRACTED);
    assertThat(runs().claim(upload, 2, "reload")).isTrue();
    assertThat(runs().upload(upload).orElseThrow().reason()).isNull();
  }

  @Test
  void anOperationIsCommittedOnce() {
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));
    Operation rollback = new Operation.Rollback(fresh("op"), dataset, 1);
    table().commitOperation(snapshot(3, "x", rollback), List.of());

    assertThat(table().commitOperation(snapshot(4, "y", rollback), List.of()))
        .isEqualTo(Commit.OPERATION_ENDED);
    assertThat(table().commitOperation(snapshot(3, "x", rollback), List.of()))
        .isEqualTo(Commit.OPERATION_ENDED);
    assertThat(table().head(dataset).orElseThrow().version()).isEqualTo(3);
    assertThat(table().refuse(OperationRecord.refused(rollback, "too late")))
        .isEqualTo(OperationRecord.committed(rollback, 3));
  }

  @Test
  void aRefusedOperationIsNotCommitted() {
    table().commit(snapshot(dataset, 1, "x", open()));
    Operation rollback = new Operation.Rollback(fresh("op"), dataset, 1);
    OperationRecord refused = OperationRecord.refused(rollback, "there is a reason");

    assertThat(table().refuse(refused)).isEqualTo(refused);
    assertThat(table().refuse(OperationRecord.refused(rollback, "another"))).isEqualTo(refused);
    assertThat(table().commitOperation(snapshot(2, "x", rollback), List.of()))
        .isEqualTo(Commit.OPERATION_ENDED);
    assertThat(table().operation(dataset, rollback.id())).hasValue(refused);
    assertThat(table().head(dataset).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void anOperationOnAnOldHeadChangesNothing() {
    Upload upload = loaded("a.csv");
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));
    Operation retract = new Operation.Retract(fresh("op"), dataset, List.of(upload.id()));

    assertThat(table().commitOperation(snapshot(2, "late", retract), List.of(retracted(upload))))
        .isEqualTo(Commit.HEAD_MOVED);
    assertThat(table().operation(dataset, retract.id())).isEmpty();
    assertThat(runs().upload(upload).orElseThrow().state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void anOperationWhosePremiseIsGoneChangesNothing() {
    Upload upload = loaded("a.csv");
    runs().claim(upload, 2, "reload");
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));
    Operation retract = new Operation.Retract(fresh("op"), dataset, List.of(upload.id()));
    assertThat(table().commitOperation(snapshot(3, "x", retract), List.of(retracted(upload))))
        .isEqualTo(Commit.PREMISE_CHANGED);

    Operation unknown = new Operation.Rollback(fresh("op"), dataset, 7);
    assertThat(table().commitOperation(snapshot(3, "x", unknown), List.of()))
        .isEqualTo(Commit.PREMISE_CHANGED);
    assertThat(table().expire(dataset, 1, NOON)).isTrue();
    Operation expired = new Operation.Rollback(fresh("op"), dataset, 1);
    assertThat(table().commitOperation(snapshot(3, "x", expired), List.of()))
        .isEqualTo(Commit.PREMISE_CHANGED);
    assertThat(table().operation(dataset, expired.id())).isEmpty();
    assertThat(table().head(dataset).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void racingDeliveriesOfOneOperationMakeOneSnapshot() {
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));
    Operation rollback = new Operation.Rollback(fresh("op"), dataset, 1);

    Race.of(
        RACERS,
        racer -> {
          for (int tries = 0; tries < MAX_TRIES; tries++) {
            int version = table().head(dataset).orElseThrow().version() + 1;
            Commit outcome =
                answered(
                    () ->
                        table()
                            .commitOperation(
                                snapshot(version, "racer" + racer, rollback), List.of()));
            if (outcome == Commit.COMMITTED || outcome == Commit.OPERATION_ENDED) {
              return outcome;
            }
          }
          throw new AssertionError("HEAD kept moving");
        });

    assertThat(table().snapshots(dataset)).hasSize(3);
    assertThat(table().operation(dataset, rollback.id()))
        .hasValue(OperationRecord.committed(rollback, 3));
  }

  @Test
  void aTagNamesOneSnapshot() {
    table().commit(snapshot(dataset, 1, "x", open()));
    table().commit(snapshot(dataset, 2, "x", open()));
    Tag june = new Tag("june", 1);

    assertThat(table().tag(dataset, june)).isEqualTo(Tagging.TAGGED);
    assertThat(table().tag(dataset, june)).isEqualTo(Tagging.TAGGED);
    assertThat(table().tag(dataset, new Tag("june", 2))).isEqualTo(Tagging.TAKEN);
    assertThat(table().tag(dataset, new Tag("july", 3))).isEqualTo(Tagging.NO_SNAPSHOT);
    assertThat(table().tag(dataset, new Tag("first", 1))).isEqualTo(Tagging.TAGGED);
    assertThat(table().tags(dataset)).containsExactly(new Tag("first", 1), june);

    assertThat(table().untag(dataset, new Tag("june", 2))).isFalse();
    assertThat(table().untag(dataset, june)).isTrue();
    assertThat(table().untag(dataset, june)).isFalse();
    assertThat(table().tag(dataset, new Tag("june", 2))).isEqualTo(Tagging.TAGGED);
    assertThat(table().tags(dataset)).containsExactly(new Tag("first", 1), new Tag("june", 2));
  }

  @Test
  void aSnapshotExpiresUnlessItHasATag() {
    SnapshotRecord first = snapshot(dataset, 1, "x", open());
    table().commit(first);
    table().commit(snapshot(dataset, 2, "x", open()));
    table().tag(dataset, new Tag("one", 1));
    table().tag(dataset, new Tag("two", 1));

    assertThat(table().expire(dataset, 1, NOON)).isFalse();
    table().untag(dataset, new Tag("one", 1));
    assertThat(table().expire(dataset, 1, NOON)).isFalse();
    assertThat(table().snapshot(dataset, 1)).hasValue(first);
    table().untag(dataset, new Tag("two", 1));
    assertThat(table().expire(dataset, 1, NOON)).isTrue();

    assertThat(table().expire(dataset, 1, NOON.plusSeconds(1))).isTrue();
    assertThat(table().snapshot(dataset, 1)).hasValue(first.withExpired(NOON));
    assertThat(table().tag(dataset, new Tag("late", 1))).isEqualTo(Tagging.NO_SNAPSHOT);
    assertThat(table().tags(dataset)).isEmpty();
    assertThat(table().expire(dataset, 7, NOON)).isFalse();
  }

  /** A table may say that it did not answer; what was asked is then asked again. */
  private static Commit answered(Supplier<Commit> commit) {
    for (int tries = 1; ; tries++) {
      try {
        return commit.get();
      } catch (TransientException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  private List<String> unfinished() {
    return runs().unfinishedRuns().stream().map(RunItem::run).toList();
  }

  private Upload loaded(String file) {
    Upload upload = upload(dataset, file, 1);
    runs().putUpload(upload);
    runs().claim(upload, 1, "run");
    runs().settle(upload, "run", UploadOutcome.LOADED);
    return upload;
  }

  private static UploadChange retracted(Upload upload) {
    return new UploadChange(upload, UploadState.LOADED, 1, UploadOutcome.retracted("as a test"));
  }

  private String open() {
    String run = fresh("run");
    runs().putRun(openRun(dataset, run, 1));
    return run;
  }

  private List<SnapshotRecord> unannounced() {
    return table().unannounced().stream()
        .filter(snapshot -> snapshot.dataset().equals(dataset))
        .toList();
  }

  private RunItem run(String run) {
    return runs().run(dataset, run).orElseThrow();
  }
}
