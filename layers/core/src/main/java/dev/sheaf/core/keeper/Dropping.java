package dev.sheaf.core.keeper;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drops a dataset: a tombstone takes the place of HEAD at once, then all that lay under it goes, its
 * log last. May be interrupted anywhere and repeated: it goes on where it stopped.
 *
 * <p>What is delivered meanwhile belongs to what was dropped as long as HEAD is there, and makes a new
 * dataset of the name from then on. That counts on: its first version is the one after the last, and
 * ids of columns are not given twice. Of a new dataset nothing is touched.
 */
public final class Dropping {
  /** Why runs of a dropped dataset ended: nothing of them is of use any more. */
  static final String DROPPED = "its dataset was dropped";

  private final Lake lake;
  private final DatasetTable datasets;
  private final Definitions definitions;
  private final RunTable runs;
  private final SnapshotTable snapshots;
  private final IndexOrphans indexes;
  private final InstantSource clock;

  public Dropping(
      Lake lake,
      DatasetTable datasets,
      Definitions definitions,
      RunTable runs,
      SnapshotTable snapshots,
      IndexOrphans indexes,
      InstantSource clock) {
    this.lake = lake;
    this.datasets = datasets;
    this.definitions = definitions;
    this.runs = runs;
    this.snapshots = snapshots;
    this.indexes = indexes;
    this.clock = clock;
  }

  /**
   * What was dropped.
   *
   * @param version the last one; 0 if it had none
   * @param objects how many were removed from the lake
   */
  public record Dropped(int version, long objects) {}

  /** Whether there is such a dataset, or one whose drop may not have come to its end. */
  public boolean isThere(String dataset) {
    return datasets.definition(dataset).isPresent()
        || datasets.lastRemoved(dataset).isPresent()
        || snapshots.head(dataset).isPresent()
        || snapshots.dropped(dataset).isPresent();
  }

  public Dropped drop(String dataset) {
    Instant begun = clock.instant();
    for (Optional<Definitions.Revised> current = definitions.revised(dataset);
        current.isPresent() && !definitions.remove(current.get());
        current = definitions.revised(dataset)) {
      // It was changed just now.
    }
    int last = bury(dataset);
    Runs dead = closeRuns(dataset, last);
    for (UploadItem upload : runs.uploads(dataset)) {
      if (upload.run() == null || dead.all().contains(upload.run())) {
        runs.drop(upload);
      }
    }
    snapshots.tags(dataset).stream()
        .filter(tag -> tag.version() <= last)
        .forEach(tag -> snapshots.untag(dataset, tag));
    indexes.removeAll(dataset, last);
    snapshots.snapshots(dataset).stream()
        .map(SnapshotRecord::version)
        .filter(version -> version <= last)
        .forEach(version -> snapshots.remove(dataset, version));
    return new Dropped(last, removeObjects(dataset, last, dead, begun));
  }

  /** Puts the tombstone in the place of whatever is HEAD then; gives its version. */
  private int bury(String dataset) {
    while (true) {
      OptionalInt dropped = snapshots.dropped(dataset);
      Optional<SnapshotRecord> head = snapshots.head(dataset);
      if (dropped.isPresent() || head.isEmpty()) {
        return dropped.orElse(0);
      }
      if (snapshots.drop(dataset, head.get().version())) {
        return head.get().version();
      }
    }
  }

  /**
   * The runs of what was dropped.
   *
   * @param all but those of a new dataset
   * @param closed those that were open: their tasks may be under way, and still read their plans
   */
  private record Runs(Set<String> all, Set<String> closed) {}

  /** Ends the runs that are open. */
  private Runs closeRuns(String dataset, int last) {
    Set<String> closed = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (RunItem listed : runs.runs(dataset)) {
      String id = listed.run();
      if (listed.state() == RunItem.State.OPEN) {
        runs.closeRun(dataset, id, RunItem.State.FAILED, DROPPED);
        closed.add(id);
      }
      Integer version = runs.run(dataset, id).orElse(listed).snapshot();
      if (version == null || version <= last) {
        runs.finishRun(dataset, id);
        all.add(id);
      }
    }
    return new Runs(all, closed);
  }

  private long removeObjects(String dataset, int last, Runs dead, Instant begun) {
    Set<String> plansInUse = dead.closed();
    Stream<String> results =
        keys(LakeKeys.TABLES + dataset + "/", begun)
            .filter(
                key ->
                    LakeKeys.isOfSnapshot(key)
                        ? LakeKeys.versionOf(key).orElse(Integer.MAX_VALUE) <= last
                        : LakeKeys.runOf(key).filter(dead.all()::contains).isPresent());
    Stream<String> plans =
        dead.all().stream()
            .filter(run -> !plansInUse.contains(run))
            .flatMap(run -> keys(LakeKeys.RUNS + run + "/", begun));
    Stream<String> old = keys(LakeKeys.SNAPSHOTS + dataset + "/", begun);
    Set<String> kept = keptDefinitions(dataset);
    Stream<String> known =
        keys(LakeKeys.definitions(dataset), begun).filter(key -> !kept.contains(key));
    // The log comes last: as long as there is anything, it says of what.
    Stream<String> log = keys(LakeKeys.log(dataset), begun);
    return Stream.of(results, plans, old, known, log)
        .flatMap(keys -> keys)
        .mapToLong(
            key -> {
              lake.delete(key);
              return 1;
            })
        .sum();
  }

  /** What was there when the drop began. */
  private Stream<String> keys(String prefix, Instant begun) {
    return lake.list(prefix).stream()
        .filter(object -> object.lastModified().isBefore(begun))
        .map(ObjectVersion::key);
  }

  /** The last definition, from which the ids of a new one go on, and the one that there may be. */
  private Set<String> keptDefinitions(String dataset) {
    return Stream.concat(
            datasets.lastRemoved(dataset).stream(), datasets.definition(dataset).stream())
        .map(current -> LakeKeys.definition(dataset, current.digest()))
        .collect(Collectors.toSet());
  }
}
