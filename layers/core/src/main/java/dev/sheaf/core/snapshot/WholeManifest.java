package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest in one document, as earlier versions wrote it. It is only read. */
record WholeManifest(
    String dataset,
    int version,
    int parent,
    Instant created,
    String definitionDigest,
    RowSchema schema,
    List<Part> parts,
    List<Contribution> contributions,
    @Nullable StateObject states,
    Counts counts,
    Fingerprint fingerprint) {

  Manifest manifest() {
    return new Manifest(
        dataset,
        version,
        parent,
        created,
        definitionDigest,
        schema,
        parts,
        contributions,
        states,
        counts,
        fingerprint);
  }
}
