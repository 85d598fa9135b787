package dev.sheaf.core.framing;

import java.util.Objects;

/**
 * Uniform cuts of an upload's data. The cuts ignore records; ownership by first byte makes up for
 * it. No data, no segments.
 *
 * @param dataStart offset of the first byte of data
 * @param size of the content in bytes
 * @param segmentBytes length of every segment but the last, which may be shorter
 */
public record Cuts(long dataStart, long size, long segmentBytes) {
  private static final long MIB = 1L << 20;
  private static final long SMALLEST = 32 * MIB;
  private static final long LARGEST = 256 * MIB;
  private static final long INTENDED_SEGMENTS = 2000;

  public Cuts {
    if (dataStart < 0 || size < dataStart) {
      throw new IllegalArgumentException("data [%d, %d)".formatted(dataStart, size));
    }
    if (segmentBytes < 1) {
      throw new IllegalArgumentException("segments of %d bytes".formatted(segmentBytes));
    }
    if ((size - dataStart) / segmentBytes >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "too many segments of %d bytes in [%d, %d)".formatted(segmentBytes, dataStart, size));
    }
  }

  /**
   * The segment size for an upload: the power of two of MiB nearest to a 2000th of it, from 32 to
   * 256 MiB; of two equally near the smaller.
   */
  public static long segmentBytes(long totalBytes) {
    long bytes = SMALLEST;
    while (bytes < LARGEST && totalBytes / INTENDED_SEGMENTS > bytes + bytes / 2) {
      bytes *= 2;
    }
    return bytes;
  }

  /** Of nothing, so there are no segments. */
  public static Cuts none(long segmentBytes) {
    return new Cuts(0, 0, segmentBytes);
  }

  /** The number of segments. */
  public int count() {
    return (int) -Math.floorDiv(dataStart - size, segmentBytes);
  }

  /** Offset in the upload of the first byte of this segment. */
  public long from(int index) {
    return dataStart + Objects.checkIndex(index, count()) * segmentBytes;
  }

  /** Offset after the last byte of this segment. */
  public long to(int index) {
    return Math.min(size - segmentBytes, from(index)) + segmentBytes;
  }
}
