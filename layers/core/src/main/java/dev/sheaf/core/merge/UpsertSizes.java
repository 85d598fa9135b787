package dev.sheaf.core.merge;

/**
 * How large the parts of an upsert become, and how much of them is on the disk at once.
 *
 * @param leastBytes a part is about as large, however small the dataset
 * @param mostBytes a part is about as large, however large the dataset
 * @param parts between these sizes a dataset has about so many; what touches one of them rewrites that
 *     share of the dataset
 * @param rangeBytes about so much of the inputs is sorted at once, and becomes one part or several. A
 *     row group that reaches into several ranges is read for each of them, so ranges are not small
 * @param inputBytes what is fetched for one range at most; of a range that needs more, so much at a
 *     time
 */
public record UpsertSizes(
    long leastBytes, long mostBytes, int parts, long rangeBytes, long inputBytes) {
  /** Fit a disk of 512 MB, with what sorting them needs besides. */
  public static final UpsertSizes DEFAULT =
      new UpsertSizes(1 << 20, 32 << 20, 64, 32 << 20, 96 << 20);

  public UpsertSizes {
    if (leastBytes < 1 || mostBytes < leastBytes || parts < 1) {
      throw new IllegalArgumentException(
          "%d parts of %d to %d bytes".formatted(parts, leastBytes, mostBytes));
    }
    if (rangeBytes < 1 || inputBytes < rangeBytes) {
      throw new IllegalArgumentException(
          "ranges of %d bytes, at most %d".formatted(rangeBytes, inputBytes));
    }
  }

  /** About how large a part should be. */
  long partBytes(long datasetBytes) {
    return Math.max(leastBytes, Math.min(mostBytes, datasetBytes / parts));
  }
}
