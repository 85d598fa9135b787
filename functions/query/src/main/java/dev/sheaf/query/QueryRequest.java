package dev.sheaf.query;

import org.jspecify.annotations.Nullable;

/**
 * A question in SQL.
 *
 * @param dataset which of the datasets it reads the version is of; null: there is only one
 * @param version of that dataset; null: the newest, as for all others
 */
public record QueryRequest(String sql, @Nullable String dataset, @Nullable Integer version) {

  /** On the newest snapshots. */
  public static QueryRequest newest(String sql) {
    return new QueryRequest(sql, null, null);
  }
}
