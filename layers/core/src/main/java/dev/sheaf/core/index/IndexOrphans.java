package dev.sheaf.core.index;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexRoot.PageReference;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Items of indexes that no snapshot refers to: of commits that lost their race, and of snapshots
 * that expired a day ago. An item written for a version that HEAD has not reached may still be committed,
 * so it stays.
 */
public final class IndexOrphans {
  /** Longer than any look-up takes that began before. */
  private static final Duration GRACE = Duration.ofHours(24);

  private final DatasetTable datasets;
  private final SnapshotTable snapshots;
  private final IndexTable table;
  private final IndexReader reader;

  /** An item, by the name that it has in the index of its dataset. */
  public record Item(String dataset, String name) {
    @Override
    public String toString() {
      return dataset + " " + name;
    }
  }

  public IndexOrphans(DatasetTable datasets, SnapshotTable snapshots, IndexTable table) {
    this.datasets = datasets;
    this.snapshots = snapshots;
    this.table = table;
    this.reader = new IndexReader(table);
  }

  /** Finds them, by dataset and name. */
  public List<Item> find(Instant now) {
    return datasets.everNamed().stream().flatMap(dataset -> find(dataset, now)).toList();
  }

  /**
   * Removes what {@link #find} found. May be interrupted and repeated.
   *
   * @return what was removed
   */
  public List<Item> remove(Instant now) {
    List<Item> found = find(now);
    found.forEach(item -> table.removeItem(item.dataset(), item.name()));
    return found;
  }

  /** Removes all items that were made for versions up to one. May be interrupted and repeated. */
  public void removeAll(String dataset, int version) {
    table.itemNames(dataset).stream()
        .filter(name -> IndexNames.version(name) <= version)
        .forEach(name -> table.removeItem(dataset, name));
  }

  /** The names come first: what is committed after that was written for a later version. */
  private Stream<Item> find(String dataset, Instant now) {
    List<String> names = table.itemNames(dataset);
    List<SnapshotRecord> all = names.isEmpty() ? List.of() : snapshots.snapshots(dataset);
    int last = names.isEmpty() ? 0 : snapshots.dropped(dataset).orElse(0);
    int head = all.stream().mapToInt(SnapshotRecord::version).max().orElse(last);
    Set<String> reached = new HashSet<>();
    all.stream()
        .filter(snapshot -> !isGivenUp(snapshot, now))
        .forEach(snapshot -> reach(snapshot, reached));
    return names.stream()
        .filter(name -> IndexNames.version(name) <= head && !reached.contains(name))
        .map(name -> new Item(dataset, name));
  }

  private static boolean isGivenUp(SnapshotRecord snapshot, Instant now) {
    Instant expired = snapshot.expired();
    return expired != null && expired.isBefore(now.minus(GRACE));
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
