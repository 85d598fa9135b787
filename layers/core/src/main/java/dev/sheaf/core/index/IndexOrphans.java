package dev.sheaf.core.index;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexRoot.PageReference;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Items of indexes that no snapshot refers to: of attempts whose commit lost its race, and of snapshots
 * that are no more. An item written for a version that HEAD has not reached may still be committed, so
 * it stays; no clock is needed.
 */
public final class IndexOrphans {
  private final DatasetTable datasets;
  private final SnapshotTable snapshots;
  private final IndexTable table;
  private final IndexReader reader;

  public IndexOrphans(DatasetTable datasets, SnapshotTable snapshots, IndexTable table) {
    this.datasets = datasets;
    this.snapshots = snapshots;
    this.table = table;
    this.reader = new IndexReader(table);
  }

  /**
   * Removes them. May be interrupted and repeated.
   *
   * @return names of what was removed, each behind its dataset
   */
  public List<String> remove() {
    List<String> removed = new ArrayList<>();
    for (String dataset : datasets.datasets()) {
      for (String name : find(dataset)) {
        table.removeItem(dataset, name);
        removed.add(dataset + " " + name);
      }
    }
    return removed;
  }

  /** The names come first: what is committed after that was written for a later version. */
  private List<String> find(String dataset) {
    List<String> names = table.itemNames(dataset);
    List<SnapshotRecord> kept = names.isEmpty() ? List.of() : snapshots.snapshots(dataset);
    int head = kept.stream().mapToInt(SnapshotRecord::version).max().orElse(0);
    Set<String> reached = new HashSet<>();
    kept.forEach(snapshot -> reach(snapshot, reached));
    return names.stream()
        .filter(name -> IndexNames.version(name) <= head && !reached.contains(name))
        .toList();
  }

  private void reach(SnapshotRecord snapshot, Set<String> reached) {
    reached.add(IndexNames.root(snapshot));
    reader
        .root(snapshot)
        .ifPresent(
            root ->
                root.columns().stream()
                    .flatMap(column -> column.pages().stream())
                    .map(PageReference::name)
                    .forEach(reached::add));
  }
}
