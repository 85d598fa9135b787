package dev.sheaf.engine.duckdb;

/**
 * What one connection may use.
 *
 * @param threads more than one makes the bytes of parts depend on chance
 * @param memoryBytes DuckDB's own; the process needs about twice that
 * @param spillBytes files on the disk for what does not fit in memory
 */
public record EngineLimits(int threads, long memoryBytes, long spillBytes) {
  /** For writing parts, exports and small queries. */
  public static final EngineLimits DEFAULT = new EngineLimits(1, 256L << 20, 1L << 30);

  /** For sorting the rows of a range of keys: about 100 MB of Parquet, and several times that as rows. */
  public static final EngineLimits SORT = new EngineLimits(1, 512L << 20, 256L << 20);

  public EngineLimits {
    if (threads < 1 || memoryBytes < 1 << 20 || spillBytes < 0) {
      throw new IllegalArgumentException(
          "%d threads, %d bytes of memory, %d bytes of spill files"
              .formatted(threads, memoryBytes, spillBytes));
    }
  }
}
