package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Eventually.eventually;
import static dev.sheaf.core.testing.Samples.fresh;
import static dev.sheaf.core.testing.Samples.openRun;
import static dev.sheaf.core.testing.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sheaf.core.run.RunRecord;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.SnapshotTable.Commit;
import dev.sheaf.core.store.TransientException;
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
    assertThat(run(first).state()).isEqualTo(RunRecord.State.COMMITTED);
    assertThat(run(first).snapshot()).isEqualTo(1);
    assertThat(run(second).snapshot()).isEqualTo(1);
    assertThat(run(bystander).state()).isEqualTo(RunRecord.State.OPEN);
    assertThat(table().head(fresh("other"))).isEmpty();
  }

  @Test
  void aCommittedRunIsUnfinishedUntilItIsFinished() {
    String run = open();
    table().commit(snapshot(dataset, 1, "x", run));
    eventually(() -> assertThat(unfinished()).contains(run));

    runs().closeRun(dataset, run, RunRecord.State.FAILED, "too late");
    assertThat(run(run).state()).isEqualTo(RunRecord.State.COMMITTED);

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
    assertThat(run(run).state()).isEqualTo(RunRecord.State.OPEN);
  }

  @Test
  void aVersionCannotBeSkipped() {
    String run = open();
    assertThat(table().commit(snapshot(dataset, 2, "x", run))).isEqualTo(Commit.HEAD_MOVED);
    table().commit(snapshot(dataset, 1, "x", open()));
    assertThat(table().commit(snapshot(dataset, 3, "x", run))).isEqualTo(Commit.HEAD_MOVED);

    assertThat(table().snapshots(dataset)).hasSize(1);
    assertThat(run(run).state()).isEqualTo(RunRecord.State.OPEN);
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
    assertThat(run(neighbour).state()).isEqualTo(RunRecord.State.OPEN);
    assertThat(run(run).snapshot()).isEqualTo(1);
  }

  @Test
  void whatIsClosedOrUnknownIsNotCommitted() {
    String closed = open();
    runs().closeRun(dataset, closed, RunRecord.State.FAILED, "no upload could be loaded");

    assertThat(table().commit(snapshot(dataset, 1, "x", closed))).isEqualTo(Commit.RUN_NOT_OPEN);
    assertThat(table().commit(snapshot(dataset, 1, "x", fresh("unknown"))))
        .isEqualTo(Commit.RUN_NOT_OPEN);
    assertThat(table().head(dataset)).isEmpty();
    assertThat(run(closed).state()).isEqualTo(RunRecord.State.FAILED);
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
    assertThat(runs().runs(dataset)).allMatch(run -> run.state() == RunRecord.State.COMMITTED);
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
        racing.stream().filter(run -> run(run).state() == RunRecord.State.COMMITTED).count();
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
    return runs().unfinishedRuns().stream().map(RunRecord::run).toList();
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

  private RunRecord run(String run) {
    return runs().run(dataset, run).orElseThrow();
  }
}
