package dev.sheaf.core.keeper;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.run.FactBook;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Objects of the lake that nothing refers to: results of executions that were not the first to finish,
 * what was made for commits that lost, what only snapshots refer to that expired a day ago, and what is left
 * of runs whose dataset was dropped. Nothing of
 * an unfinished run is one, nor anything young: whoever wrote it may be about to refer to it.
 */
public final class Orphans {
  /** Longer than any function runs, by far. */
  private static final Duration GRACE = Duration.ofHours(24);

  private final Lake lake;
  private final DatasetTable datasets;
  private final RunTable runs;
  private final SnapshotTable snapshotTable;
  private final Snapshots snapshots;
  private final RunDocuments documents;
  private final InstantSource clock;

  public Orphans(
      Lake lake,
      DatasetTable datasets,
      RunTable runs,
      SnapshotTable snapshotTable,
      Snapshots snapshots,
      RunDocuments documents,
      InstantSource clock) {
    this.lake = lake;
    this.datasets = datasets;
    this.runs = runs;
    this.snapshotTable = snapshotTable;
    this.snapshots = snapshots;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * Finds them, by key. The listing comes first: what a run refers to that ended since was listed as
   * of an open run, or is reached through its snapshot.
   */
  public List<ObjectVersion> find() {
    Instant latest = clock.instant().minus(GRACE);
    List<ObjectVersion> old =
        LakeKeys.prefixes().stream()
            .flatMap(prefix -> lake.list(prefix).stream())
            .filter(object -> object.lastModified().isBefore(latest))
            .toList();
    Set<String> ended = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    Set<String> reached = new HashSet<>();
    for (String dataset : datasets.everNamed()) {
      runs.runs(dataset).stream()
          .filter(run -> run.state() != RunItem.State.OPEN)
          .forEach(run -> (isDropped(run) ? dropped : ended).add(run.run()));
      snapshotTable.snapshots(dataset).stream()
          .filter(snapshot -> !isGivenUp(snapshot, latest))
          .forEach(snapshot -> reach(snapshot, reached));
    }
    List<ObjectVersion> unreached =
        old.stream().filter(object -> !reached.contains(object.key())).toList();
    return Stream.of(results(unreached, ended), ofRuns(unreached, dropped), ofSnapshots(unreached))
        .flatMap(orphans -> orphans)
        .toList();
  }

  /**
   * Removes what {@link #find} found. May be interrupted and repeated.
   *
   * @return what was removed
   */
  public List<ObjectVersion> remove() {
    List<ObjectVersion> found = find();
    found.forEach(orphan -> lake.delete(orphan.key()));
    return found;
  }

  /** Readers that had it open when it expired have had their time. */
  private static boolean isGivenUp(SnapshotRecord snapshot, Instant latest) {
    Instant expired = snapshot.expired();
    return expired != null && expired.isBefore(latest);
  }

  private void reach(SnapshotRecord snapshot, Set<String> reached) {
    reached.add(snapshot.manifestKey());
    snapshots.open(snapshot).addObjects(reached);
  }

  private static boolean isDropped(RunItem run) {
    return Dropping.DROPPED.equals(run.reason());
  }

  /** All of these runs, their plans as well. */
  private static Stream<ObjectVersion> ofRuns(List<ObjectVersion> unreached, Set<String> runs) {
    return unreached.stream()
        .filter(
            object ->
                LakeKeys.runOf(object.key())
                    .or(() -> LakeKeys.planOf(object.key()))
                    .filter(runs::contains)
                    .isPresent());
  }

  private static Stream<ObjectVersion> ofSnapshots(List<ObjectVersion> unreached) {
    return unreached.stream().filter(object -> LakeKeys.isOfSnapshot(object.key()));
  }

  /** Parts, and rejects that no fact names: those of refused uploads stay readable. */
  private Stream<ObjectVersion> results(List<ObjectVersion> unreached, Set<String> ended) {
    Map<String, List<ObjectVersion>> byRun =
        unreached.stream()
            .filter(object -> LakeKeys.runOf(object.key()).filter(ended::contains).isPresent())
            .collect(
                Collectors.groupingBy(
                    object -> LakeKeys.runOf(object.key()).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    return byRun.entrySet().stream()
        .flatMap(
            entry -> {
              Set<String> rejects = rejectsOf(entry.getKey());
              return entry.getValue().stream().filter(one -> !rejects.contains(one.key()));
            });
  }

  private Set<String> rejectsOf(String run) {
    return documents
        .plan(run)
        .map(plan -> FactBook.soFar(plan, documents, runs).rejects(plan.segments()))
        .orElse(List.of())
        .stream()
        .map(RejectObject::key)
        .collect(Collectors.toSet());
  }
}
