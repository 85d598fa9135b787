package dev.sheaf.engine.parquet;

/**
 * What was read from a store.
 *
 * @param reads ranges that were asked for
 * @param bytes of all ranges together
 */
public record Fetched(int reads, long bytes) {
  public static final Fetched NOTHING = new Fetched(0, 0);

  public Fetched plus(Fetched other) {
    return new Fetched(reads + other.reads, bytes + other.bytes);
  }
}
