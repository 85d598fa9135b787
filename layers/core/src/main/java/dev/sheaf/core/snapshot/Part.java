package dev.sheaf.core.snapshot;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.zone.ZoneMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable object of a snapshot: Parquet, or what a segment gave to an aggregate.
 *
 * @param key in the lake bucket
 * @param uploads ids of the uploads whose rows it holds
 * @param fingerprint of its rows
 * @param keys between which keys the rows of an upsert's part lie; null for all other objects
 * @param fingerprintVersion of the fingerprint; 1 where a document says none
 * @param footer null for what is no Parquet, or was written before footers were noted
 */
public record Part(
    String key,
    long bytes,
    long rows,
    String sha256,
    Fingerprint fingerprint,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> uploads,
    ZoneMap zones,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FirstAndLastKey keys,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FooterPlace footer,
    FingerprintVersion fingerprintVersion) {

  public Part {
    uploads = List.copyOf(uploads);
    fingerprintVersion = requireNonNullElse(fingerprintVersion, FingerprintVersion.V1);
    if (rows < 1) {
      throw new IllegalArgumentException("part %s of %d rows".formatted(key, rows));
    }
  }

  /** An object whose rows have no keys, and of whose footer nothing is known. */
  public Part(
      String key,
      long bytes,
      long rows,
      String sha256,
      Fingerprint fingerprint,
      List<String> uploads,
      ZoneMap zones) {
    this(key, bytes, rows, sha256, fingerprint, uploads, zones, null, null, FingerprintVersion.V1);
  }

  /** The same object, described by other columns. */
  public Part described(Fingerprint ofThese, ZoneMap zonesOfThese) {
    return new Part(
        key, bytes, rows, sha256, ofThese, uploads, zonesOfThese, keys, footer, fingerprintVersion);
  }

  /** The same object, said to hold rows of other uploads. */
  Part withUploads(List<String> others) {
    return new Part(
        key, bytes, rows, sha256, fingerprint, others, zones, keys, footer, fingerprintVersion);
  }
}
