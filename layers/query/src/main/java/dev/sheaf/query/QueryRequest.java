package dev.sheaf.query;

import dev.sheaf.core.snapshot.SnapshotChoice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question in SQL.
 *
 * @param dataset which of the datasets it reads a version or a tag is of; null: there is only one
 * @param snapshot of that dataset, the newest of all others; a time is of all of them
 * @param pinned versions of datasets that are settled already, whatever the others say
 */
public record QueryRequest(
    String sql, @Nullable String dataset, SnapshotChoice snapshot, Map<String, Integer> pinned) {

  public QueryRequest {
    pinned = Map.copyOf(pinned);
  }

  /** With nothing settled. */
  public QueryRequest(String sql, @Nullable String dataset, SnapshotChoice snapshot) {
    this(sql, dataset, snapshot, Map.of());
  }

  /**
   * On one version.
   *
   * @param version of the dataset; null: the newest
   */
  public QueryRequest(String sql, @Nullable String dataset, @Nullable Integer version) {
    this(
        sql,
        dataset,
        version == null ? new SnapshotChoice.Newest() : new SnapshotChoice.Version(version));
  }

  /** The same, on these versions of datasets. */
  public QueryRequest pinnedTo(Map<String, Integer> versions) {
    return new QueryRequest(sql, dataset, snapshot, versions);
  }

  /** On the newest snapshots. */
  public static QueryRequest newest(String sql) {
    return new QueryRequest(sql, null, new SnapshotChoice.Newest());
  }
}
