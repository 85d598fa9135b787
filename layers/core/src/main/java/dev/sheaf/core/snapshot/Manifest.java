package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole of one snapshot. {@link ManifestStore} keeps it.
 *
 * @param version 1 for the first
 * @param parent the version before; 0 for the first
 * @param created later than the parent's
 * @param definitionDigest the definition under which the newest contributions were read
 * @param parts in the order of the rows
 * @param contributions in upload order
 * @param states of an aggregate, from which the next snapshot goes on; null in all other modes
 * @param counts of all contributions together
 * @param fingerprint of all visible rows
 * @param fingerprintVersion of this, and of those of all parts
 * @param tree on whose pages most parts and contributions stand already; null where there is none
 */
public record Manifest(
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
    Fingerprint fingerprint,
    FingerprintVersion fingerprintVersion,
    @Nullable ManifestTree tree) {

  public Manifest {
    parts = List.copyOf(parts);
    contributions = List.copyOf(contributions);
    if (parent != version - 1) {
      throw new IllegalArgumentException("version %d after %d".formatted(version, parent));
    }
  }

  /** A manifest that shares no pages, with fingerprints of version 1. */
  public Manifest(
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
    this(
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
        fingerprint,
        FingerprintVersion.V1,
        null);
  }

  /**
   * The time of the next snapshot: versions are ordered in time too, whatever the clocks of different
   * machines say.
   */
  public Instant next(Instant now) {
    Instant earliest = created.plusMillis(1);
    return earliest.isAfter(now) ? earliest : now;
  }

  /**
   * The same rows as the snapshot after another one.
   *
   * @param head the newest snapshot
   */
  public Manifest after(Manifest head, Instant now) {
    return new Manifest(
        dataset,
        head.version + 1,
        head.version,
        head.next(now),
        definitionDigest,
        schema,
        parts,
        contributions,
        states,
        counts,
        fingerprint,
        fingerprintVersion,
        tree);
  }

  /** The same rows in other parts. */
  public Manifest withParts(List<Part> others) {
    return new Manifest(
        dataset,
        version,
        parent,
        created,
        definitionDigest,
        schema,
        others,
        contributions,
        states,
        counts,
        fingerprint,
        fingerprintVersion,
        tree);
  }

  /** The same, made to share the pages of another one. */
  public Manifest sharing(Manifest other) {
    return withTree(other.tree);
  }

  Manifest withTree(@Nullable ManifestTree other) {
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
        fingerprint,
        fingerprintVersion,
        other);
  }

  /** How many rows the snapshot has. Those of the contributions may be more. */
  public long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  /** Size of all parts together. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
