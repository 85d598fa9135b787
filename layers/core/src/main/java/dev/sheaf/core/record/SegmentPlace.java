package dev.sheaf.core.record;

/**
 * Where a segment lies in the content of its upload.
 *
 * @param contentBytes size of the content
 * @param from offset of the segment's first byte
 * @param to offset after its last byte
 */
public record SegmentPlace(long contentBytes, long from, long to) {
  public SegmentPlace {
    if (from < 0 || to <= from || to > contentBytes) {
      throw new IllegalArgumentException(
          "segment [%d, %d) of a content of %d bytes".formatted(from, to, contentBytes));
    }
  }
}
