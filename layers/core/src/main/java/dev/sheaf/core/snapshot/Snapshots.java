package dev.sheaf.core.snapshot;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.ObjectStore;
import java.util.Optional;

/** Finds snapshots and reads their manifests. */
public final class Snapshots {
  private final ObjectStore store;
  private final String lakeBucket;
  private final SnapshotTable table;

  public Snapshots(ObjectStore store, String lakeBucket, SnapshotTable table) {
    this.store = store;
    this.lakeBucket = lakeBucket;
    this.table = table;
  }

  /** The newest snapshot of a dataset. */
  public Optional<Manifest> head(String dataset) {
    return table.head(dataset).map(this::read);
  }

  /** One snapshot of a dataset. */
  public Optional<Manifest> version(String dataset, int version) {
    return table.snapshot(dataset, version).map(this::read);
  }

  /**
   * The manifest of a snapshot.
   *
   * @throws IllegalStateException if it is missing: the store is damaged
   */
  public Manifest read(SnapshotRecord record) {
    byte[] json =
        store
            .read(lakeBucket, record.manifestKey())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "manifest s3://%s/%s is missing"
                            .formatted(lakeBucket, record.manifestKey())));
    return Json.read(json, Manifest.class);
  }
}
