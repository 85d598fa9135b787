package dev.sheaf.query;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.snapshot.ExpiredSnapshotException;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Snapshot;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.engine.duckdb.QueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds datasets and snapshots by what people call them. */
final class SnapshotFinder {
  private final DatasetTable datasets;
  private final SnapshotTable table;
  private final Snapshots snapshots;

  SnapshotFinder(DatasetTable datasets, SnapshotTable table, Snapshots snapshots) {
    this.datasets = datasets;
    this.table = table;
    this.snapshots = snapshots;
  }

  List<String> datasets() {
    return datasets.datasets();
  }

  /** All snapshots, oldest first; none if the dataset has none yet. */
  List<SnapshotRecord> snapshots(String dataset) {
    List<SnapshotRecord> found = table.snapshots(dataset);
    if (found.isEmpty()) {
      requireDataset(dataset);
    }
    return found;
  }

  /**
   * One snapshot.
   *
   * @param version null: the newest
   * @throws QueryException if there is none; the message says what there is
   */
  SnapshotRecord snapshot(String dataset, @Nullable Integer version) {
    return snapshot(
        dataset,
        version == null ? new SnapshotChoice.Newest() : new SnapshotChoice.Version(version));
  }

  /** As {@link #snapshot(String, Integer)}, by any choice. */
  SnapshotRecord snapshot(String dataset, SnapshotChoice choice) {
    try {
      return snapshots.find(dataset, choice).orElseThrow(() -> missing(dataset, choice));
    } catch (ExpiredSnapshotException e) {
      throw new QueryException(String.valueOf(e.getMessage()), e);
    }
  }

  Manifest read(SnapshotRecord snapshot) {
    return snapshots.read(snapshot);
  }

  /** As {@link #read}, but no more is fetched than is asked for. */
  Snapshot open(SnapshotRecord snapshot) {
    return snapshots.open(snapshot);
  }

  /** As {@link #snapshot}, read. */
  Manifest manifest(String dataset, @Nullable Integer version) {
    return read(snapshot(dataset, version));
  }

  /** As {@link #snapshot}, read. */
  Manifest manifest(String dataset, SnapshotChoice choice) {
    return read(snapshot(dataset, choice));
  }

  private QueryException missing(String dataset, SnapshotChoice choice) {
    List<Integer> versions = snapshots(dataset).stream().map(SnapshotRecord::version).toList();
    if (versions.isEmpty()) {
      return new QueryException("dataset '%s' has no snapshot yet".formatted(dataset));
    }
    return new QueryException(
        "dataset '%s' has no %s; there are %d to %d"
            .formatted(dataset, choice, versions.get(0), versions.get(versions.size() - 1)));
  }

  private void requireDataset(String dataset) {
    List<String> names = datasets();
    if (!names.contains(dataset)) {
      throw new QueryException(
          "there is no dataset '%s'; %s".formatted(dataset, CloseNames.hint(dataset, names)));
    }
  }
}
