package dev.sheaf.query;

import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.result.QueryResult;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that answer a query, and what was read for them. Must be closed: its files lie on the
 * local disk.
 */
public final class QueryAnswer implements AutoCloseable {

  /**
   * How much was read.
   *
   * @param parts of which rows were read
   * @param prunedParts parts that could not hold a wanted row
   * @param prunedRowGroups those of the parts that were looked into, and could not either
   * @param bytes that were fetched, to look and to read
   */
  public record Reading(int parts, int prunedParts, int prunedRowGroups, long bytes) {
    static final Reading NOTHING = new Reading(0, 0, 0, 0);

    Reading plus(Reading other) {
      return new Reading(
          parts + other.parts,
          prunedParts + other.prunedParts,
          prunedRowGroups + other.prunedRowGroups,
          bytes + other.bytes);
    }
  }

  private final SortedMap<String, Integer> versions;
  private final Reading reading;
  private final QueryResult rows;
  private final LockedDuckDb duckDb;
  private final ReadFolder folder;

  QueryAnswer(
      Map<String, Integer> versions,
      Reading reading,
      QueryResult rows,
      LockedDuckDb duckDb,
      ReadFolder folder) {
    this.versions = new TreeMap<>(versions);
    this.reading = reading;
    this.rows = rows;
    this.duckDb = duckDb;
    this.folder = folder;
  }

  /** The snapshot of each dataset that it comes from. */
  public SortedMap<String, Integer> versions() {
    return versions;
  }

  public Reading reading() {
    return reading;
  }

  public QueryResult rows() {
    return rows;
  }

  @Override
  public void close() {
    try (ReadFolder last = folder;
        LockedDuckDb then = duckDb) {
      rows.close();
    }
  }
}
