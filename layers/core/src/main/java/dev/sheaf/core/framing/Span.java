package dev.sheaf.core.framing;

/**
 * What a processor says about its segment.
 *
 * @param from offset in the upload of the segment's first byte
 * @param to offset after its last byte
 * @param guess the state it was parsed under
 * @param owned the records found under the guess
 * @param summary of the bytes {@code [from, to)}, independent of the guess
 */
public record Span(long from, long to, RecordState guess, Owned owned, SegmentSummary summary) {
  public Span {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("segment [%d, %d) is empty".formatted(from, to));
    }
  }
}
