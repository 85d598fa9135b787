package dev.sheaf.core.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.DocumentFormat;
import dev.sheaf.core.json.Formatted;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.zone.ZoneMap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of a snapshot as it is stored: what is true of all of it, and on which immutable pages its
 * parts and contributions stand, most of which it shares with other snapshots. After Iceberg's
 * manifest list.
 *
 * @param format of this document, of its pages and of its changes
 * @param parent the version before; 0 for the first
 * @param parentSha256 of the parent's root; null for the first, and where the parent has none
 * @param definitionDigest the definition under which the newest contributions were read
 * @param counts of all contributions together
 * @param fingerprint of all visible rows
 * @param fingerprintVersion of this, and of those of all parts
 * @param parts pages, whose entries one after the other are the parts in the order of the rows
 * @param contributions pages, whose entries one after the other are in upload order
 * @param nextOrdinal above those of all contributions that the dataset ever had
 * @param changes what is other than in the parent
 */
public record SnapshotRoot(
    @Nullable Integer format,
    String dataset,
    int version,
    int parent,
    @Nullable String parentSha256,
    Instant created,
    String definitionDigest,
    RowSchema schema,
    @Nullable StateObject states,
    Counts counts,
    Fingerprint fingerprint,
    FingerprintVersion fingerprintVersion,
    List<PartPage> parts,
    List<ContributionPage> contributions,
    int nextOrdinal,
    Lake.Stored changes)
    implements Formatted {

  /** Manifests of one document, which have no number, are the formats before. */
  static final DocumentFormat FORMAT = new DocumentFormat(4);

  /**
   * A page of parts.
   *
   * @param rows of all of its parts, as the next two
   * @param zones of the columns that are known of all of its parts
   */
  public record PartPage(
      Lake.Stored object,
      int parts,
      long rows,
      long bytes,
      Fingerprint fingerprint,
      ZoneMap zones) {}

  /** A page of contributions. */
  public record ContributionPage(Lake.Stored object, int contributions, Counts counts) {}

  public SnapshotRoot {
    parts = List.copyOf(parts);
    contributions = List.copyOf(contributions);
  }

  /** How many rows the snapshot has. */
  @JsonIgnore
  public long rows() {
    return parts.stream().mapToLong(PartPage::rows).sum();
  }

  /** Size of all parts together. */
  @JsonIgnore
  public long bytes() {
    return parts.stream().mapToLong(PartPage::bytes).sum();
  }

  /** How many parts there are. */
  @JsonIgnore
  public int partCount() {
    return parts.stream().mapToInt(PartPage::parts).sum();
  }
}
