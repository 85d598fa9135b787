package dev.sheaf.query;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot's manifest without its parts, and without the objects that these were made from.
 *
 * @param bytes of all parts
 */
public record SnapshotSummary(
    String dataset,
    int version,
    int parent,
    Instant created,
    String definitionDigest,
    List<RowSchema.Field> columns,
    long rows,
    int parts,
    long bytes,
    Counts counts,
    Fingerprint fingerprint,
    FingerprintVersion fingerprintVersion,
    List<Contribution> contributions) {

  static SnapshotSummary of(Manifest manifest) {
    return new SnapshotSummary(
        manifest.dataset(),
        manifest.version(),
        manifest.parent(),
        manifest.created(),
        manifest.definitionDigest(),
        manifest.schema().fields(),
        manifest.rows(),
        manifest.parts().size(),
        manifest.bytes(),
        manifest.counts(),
        manifest.fingerprint(),
        manifest.fingerprintVersion(),
        manifest.contributions().stream()
            .map(contribution -> contribution.withObjects(List.of()))
            .toList());
  }
}
