package dev.sheaf.core.snapshot;

import java.util.Optional;

/** Finds snapshots and reads their manifests. */
public final class Snapshots {
  private final ManifestStore manifests;
  private final SnapshotTable table;

  public Snapshots(ManifestStore manifests, SnapshotTable table) {
    this.manifests = manifests;
    this.table = table;
  }

  /** The newest snapshot of a dataset. */
  public Optional<Manifest> head(String dataset) {
    return table.head(dataset).map(this::read);
  }

  /**
   * One snapshot of a dataset.
   *
   * @throws ExpiredSnapshotException if it has expired
   */
  public Optional<Manifest> version(String dataset, int version) {
    return find(dataset, new SnapshotChoice.Version(version)).map(this::read);
  }

  /**
   * Finds a snapshot.
   *
   * @return empty if there is none that the choice means
   * @throws ExpiredSnapshotException if it has expired
   */
  public Optional<SnapshotRecord> find(String dataset, SnapshotChoice choice) {
    Optional<SnapshotRecord> found = record(dataset, choice);
    found
        .filter(SnapshotRecord::isExpired)
        .ifPresent(
            expired -> {
              throw new ExpiredSnapshotException(expired);
            });
    return found;
  }

  /** One snapshot of a dataset; empty if it has expired, or there is none. */
  public Optional<Manifest> retained(String dataset, int version) {
    return table
        .snapshot(dataset, version)
        .filter(snapshot -> !snapshot.isExpired())
        .map(this::read);
  }

  private Optional<SnapshotRecord> record(String dataset, SnapshotChoice choice) {
    return choice.match(
        newest -> table.head(dataset),
        version -> table.snapshot(dataset, version.version()),
        asOf ->
            table.snapshots(dataset).stream()
                .filter(snapshot -> !snapshot.created().isAfter(asOf.time()))
                .reduce((older, newer) -> newer),
        tagged ->
            table.tags(dataset).stream()
                .filter(tag -> tag.name().equals(tagged.tag()))
                .findFirst()
                .flatMap(tag -> table.snapshot(dataset, tag.version())));
  }

  /** The manifest of a snapshot, as {@link ManifestStore#read}. */
  public Manifest read(SnapshotRecord record) {
    return manifests.read(record);
  }

  /** A snapshot of which parts may be read, as {@link ManifestStore#open}. */
  public Snapshot open(SnapshotRecord record) {
    return manifests.open(record);
  }
}
