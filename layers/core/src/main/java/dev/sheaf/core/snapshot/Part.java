package dev.sheaf.core.snapshot;

import dev.sheaf.core.record.Fingerprint;
import dev.sheaf.core.record.ZoneMap;
import java.util.List;

/**
 * One immutable object of a snapshot: Parquet, or what a segment gave to an aggregate.
 *
 * @param key in the lake bucket
 * @param uploads ids of the uploads whose rows it holds
 * @param fingerprint of its rows
 */
public record Part(
    String key,
    long bytes,
    long rows,
    String sha256,
    Fingerprint fingerprint,
    List<String> uploads,
    ZoneMap zones) {

  public Part {
    uploads = List.copyOf(uploads);
    if (rows < 1) {
      throw new IllegalArgumentException("part %s of %d rows".formatted(key, rows));
    }
  }
}
