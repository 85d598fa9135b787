package dev.sheaf.query;

/** The rows that have a key, and what it took to find them. Must be closed. */
public record LookupAnswer(QueryAnswer answer, Effort effort) implements AutoCloseable {

  /**
   * What was read of the object store.
   *
   * @param parts of the snapshot
   * @param candidates those that may hold the key, by the index
   * @param rowGroups that were fetched
   * @param calls HEADs and GETs
   * @param bytes of all ranges
   * @param totalBytes of all parts
   */
  public record Effort(
      int parts, int candidates, int rowGroups, int calls, long bytes, long totalBytes) {}

  @Override
  public void close() {
    answer.close();
  }
}
