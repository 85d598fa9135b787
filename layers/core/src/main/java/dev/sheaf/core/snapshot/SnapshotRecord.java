package dev.sheaf.core.snapshot;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.FingerprintVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the table knows it: enough to list and to find.
 *
 * @param manifestKey in the lake bucket
 * @param rootSha256 of the manifest's root; null where the manifest is one document
 * @param definitionDigest as of the manifest; null where an earlier version of Sheaf wrote this
 * @param runs that it committed
 * @param counts of all contributions together
 * @param rows of the snapshot
 * @param fingerprint 32 hexadecimal digits
 * @param fingerprintVersion of this
 * @param operation that made it; null if runs did
 * @param expired when it was given up; null while it is retained
 */
public record SnapshotRecord(
    String dataset,
    int version,
    Instant created,
    String manifestKey,
    @Nullable String rootSha256,
    @Nullable String definitionDigest,
    List<String> runs,
    Counts counts,
    long rows,
    int parts,
    long bytes,
    String fingerprint,
    FingerprintVersion fingerprintVersion,
    @Nullable Operation operation,
    @Nullable Instant expired) {

  public SnapshotRecord {
    runs = List.copyOf(runs);
  }

  /** A snapshot that runs commit. */
  public static SnapshotRecord of(ManifestStore.Stored snapshot, List<String> runs) {
    return of(snapshot, runs, null);
  }

  /** A snapshot that an operation commits. */
  public static SnapshotRecord of(ManifestStore.Stored snapshot, Operation operation) {
    return of(snapshot, List.of(), operation);
  }

  private static SnapshotRecord of(
      ManifestStore.Stored snapshot, List<String> runs, @Nullable Operation operation) {
    Manifest manifest = snapshot.manifest();
    return new SnapshotRecord(
        manifest.dataset(),
        manifest.version(),
        manifest.created(),
        snapshot.key(),
        snapshot.sha256(),
        manifest.definitionDigest(),
        runs,
        manifest.counts(),
        manifest.rows(),
        manifest.parts().size(),
        manifest.bytes(),
        manifest.fingerprint().toString(),
        manifest.fingerprintVersion(),
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
        rootSha256,
        definitionDigest,
        runs,
        counts,
        rows,
        parts,
        bytes,
        fingerprint,
        fingerprintVersion,
        operation,
        time);
  }

  public boolean isExpired() {
    return expired != null;
  }
}
