package dev.sheaf.core.framing;

/** The records of a segment, as parsed under its guess. */
public sealed interface Owned {
  /** No record begins in the segment. */
  record Nothing() implements Owned {}

  /**
   * The records whose first bytes lie in the segment, blank and comment records included.
   *
   * @param start offset in the upload of the first byte of the first record
   * @param end offset after the last byte of the last record, which may lie beyond the segment
   */
  record Bytes(long start, long end) implements Owned {
    public Bytes {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("records at [%d, %d)".formatted(start, end));
      }
    }
  }

  /**
   * Parsing failed under the guess: a record too long, a quote that is never closed. That counts
   * only once the guess is known to be right.
   */
  record Failed() implements Owned {}
}
