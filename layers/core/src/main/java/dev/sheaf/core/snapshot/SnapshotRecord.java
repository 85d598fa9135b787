package dev.sheaf.core.snapshot;

import dev.sheaf.core.record.Counts;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot as the table knows it: enough to list and to find.
 *
 * @param manifestKey in the lake bucket
 * @param runs that it committed
 * @param counts of all contributions together
 * @param rows of the snapshot
 * @param fingerprint 32 hexadecimal digits
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
    String fingerprint) {

  public SnapshotRecord {
    runs = List.copyOf(runs);
  }

  public static SnapshotRecord of(Manifest manifest, String manifestKey, List<String> runs) {
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
        manifest.fingerprint().toString());
  }
}
