package dev.sheaf.core.snapshot;

import dev.sheaf.core.row.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the table knows it: enough to list and to find.
 *
 * @param manifestKey in the lake bucket
 * @param runs that it committed
 * @param counts of all contributions together
 * @param rows of the snapshot
 * @param fingerprint 32 hexadecimal digits
 * @param operation that made it; null if runs did
 * @param expired when it was given up; null while it is retained
 */
public record SnapshotRecord(
    String dataset,
    int version,
    Instant created,
    String manifestKey,
    List<String> runs,
    Counts counts,
    long rows,
    int parts,
    long bytes,
    String fingerprint,
    @Nullable Operation operation,
    @Nullable Instant expired) {

  public SnapshotRecord {
    runs = List.copyOf(runs);
  }

  /** A snapshot that runs commit. */
  public static SnapshotRecord of(Manifest manifest, String manifestKey, List<String> runs) {
    return of(manifest, manifestKey, runs, null);
  }

  /** A snapshot that an operation commits. */
  public static SnapshotRecord of(Manifest manifest, String manifestKey, Operation operation) {
    return of(manifest, manifestKey, List.of(), operation);
  }

  private static SnapshotRecord of(
      Manifest manifest, String manifestKey, List<String> runs, @Nullable Operation operation) {
    return new SnapshotRecord(
        manifest.dataset(),
        manifest.version(),
        manifest.created(),
        manifestKey,
        runs,
        manifest.counts(),
        manifest.rows(),
        manifest.parts().size(),
        manifest.bytes(),
        manifest.fingerprint().toString(),
        operation,
        null);
  }

  /** The same, given up at a time. */
  public SnapshotRecord withExpired(Instant time) {
    return new SnapshotRecord(
        dataset,
        version,
        created,
        manifestKey,
        runs,
        counts,
        rows,
        parts,
        bytes,
        fingerprint,
        operation,
        time);
  }

  public boolean isExpired() {
    return expired != null;
  }
}
