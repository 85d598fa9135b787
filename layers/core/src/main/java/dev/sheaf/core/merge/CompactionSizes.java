package dev.sheaf.core.merge;

/**
 * How far parts are merged, and how much of that at once.
 *
 * @param partBytes the most that a merged part has, but for what Parquet makes of the same rows
 * @param bytesAtOnce about the most that one compaction reads; the next one goes on
 * @param partsAtOnce about the most parts that one compaction reads
 */
public record CompactionSizes(long partBytes, long bytesAtOnce, int partsAtOnce) {
  /** Fit a disk of 512 MB, and the time of a function. */
  public static final CompactionSizes DEFAULT = new CompactionSizes(32 << 20, 256 << 20, 2_000);

  public CompactionSizes {
    if (partBytes < 1 || bytesAtOnce < 1 || partsAtOnce < 2) {
      throw new IllegalArgumentException(
          "parts of %d bytes, %d bytes or %d parts at once"
              .formatted(partBytes, bytesAtOnce, partsAtOnce));
    }
  }
}
