package dev.sheaf.core.snapshot;

import dev.sheaf.core.zone.ZoneMap;

/**
 * Consecutive rows of a part that are stored side by side, and can be fetched without the others.
 *
 * @param ordinal 0 for the first of its part
 * @param from offset of its first byte in the part's object
 * @param bytes how many follow from there
 * @param zones of those columns of which the part says enough
 */
public record RowGroup(int ordinal, long rows, long from, long bytes, ZoneMap zones) {

  public RowGroup {
    if (ordinal < 0 || rows < 0 || from < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "row group %d of %d rows in %d bytes from %d".formatted(ordinal, rows, bytes, from));
    }
  }

  /** Offset behind its last byte. */
  public long end() {
    return from + bytes;
  }
}
