package dev.sheaf.core.keeper;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Retention;
import dev.sheaf.core.run.OneByOne;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.CommitLog;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives up the snapshots that the definitions do not retain. Nothing is removed yet: readers that
 * have one open read on, and {@link Orphans} removes what only such snapshots refer to a day later.
 */
public final class Expiry {
  private final DatasetTable datasets;
  private final Definitions definitions;
  private final SnapshotTable snapshots;
  private final RunTable runs;
  private final CommitLog log;
  private final InstantSource clock;

  public Expiry(
      DatasetTable datasets,
      Definitions definitions,
      SnapshotTable snapshots,
      RunTable runs,
      CommitLog log,
      InstantSource clock) {
    this.datasets = datasets;
    this.definitions = definitions;
    this.snapshots = snapshots;
    this.runs = runs;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Looks at all datasets, also after one could not be read; and notes what whoever changed a
   * definition or the tags had no time to note. May be interrupted and repeated.
   *
   * @return the snapshots that expired now
   * @throws RuntimeException the first failure, with the others suppressed, once all had their turn
   */
  public List<SnapshotRecord> expire() {
    List<SnapshotRecord> expired = new ArrayList<>();
    OneByOne.forEach(
        datasets.datasets(),
        dataset -> {
          definitions.note(dataset);
          log.noteTags(dataset);
          expired.addAll(expire(dataset));
        });
    return expired;
  }

  /**
   * Looks at one dataset. May be interrupted and repeated.
   *
   * @return the snapshots that expired now
   */
  public List<SnapshotRecord> expire(String dataset) {
    return definitions.current(dataset).map(Definition::retention).stream()
        .flatMap(retention -> expire(dataset, retention).stream())
        .toList();
  }

  private List<SnapshotRecord> expire(String dataset, Retention retention) {
    List<SnapshotRecord> all = snapshots.snapshots(dataset);
    List<SnapshotRecord> old = all.subList(0, Math.max(0, all.size() - retention.snapshots()));
    List<SnapshotRecord> retained = old.stream().filter(one -> !one.isExpired()).toList();
    if (retained.isEmpty()) {
      return List.of();
    }
    Set<String> unsettled = unsettledRuns(dataset);
    Instant now = clock.instant();
    return retained.stream()
        .filter(one -> one.runs().stream().noneMatch(unsettled::contains))
        .filter(one -> snapshots.expire(dataset, one.version(), now))
        .map(one -> one.withExpired(now))
        .toList();
  }

  /** Runs with an upload that has no outcome yet: the outcome is in the manifest of their snapshot. */
  private Set<String> unsettledRuns(String dataset) {
    return runs.uploads(dataset).stream()
        .filter(record -> !record.state().isOutcome())
        .map(UploadItem::run)
        .collect(Collectors.toSet());
  }
}
