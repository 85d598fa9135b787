package dev.sheaf.querier;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sheaf.core.json.Digest;
import dev.sheaf.engine.duckdb.QueryException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation asks for.
 *
 * @param action {@code datasets}, {@code snapshots} (of dataset), {@code show} (dataset, version),
 *     {@code lookup} (dataset, key; column, version) or {@code query} (sql; dataset and version where
 *     not the newest)
 * @param maxRows how many rows, or entries of a list, the response has at most; null: as many as it holds
 * @param next of the response before, to get what follows it; null: from the beginning
 */
record QueryEvent(
    @Nullable String action,
    @Nullable String dataset,
    @Nullable Integer version,
    @Nullable String key,
    @Nullable String column,
    @Nullable String sql,
    @JsonProperty("max_rows") @Nullable Long maxRows,
    @Nullable String next) {

  /** What can be asked for. */
  enum Action {
    DATASETS,
    SNAPSHOTS,
    SHOW,
    LOOKUP,
    QUERY
  }

  Action requireAction() {
    for (Action known : Action.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(action)) {
        return known;
      }
    }
    throw new QueryException(
        "action '%s' is not known; there are datasets, snapshots, show, lookup and query"
            .formatted(action));
  }

  /** The piece of the answer that is asked for. */
  Page page() {
    String request =
        Digest.of(
                String.valueOf(action),
                String.valueOf(dataset),
                String.valueOf(version),
                String.valueOf(key),
                String.valueOf(column),
                String.valueOf(sql))
            .hex();
    return new Page(
        request,
        next == null ? null : PageToken.parse(next),
        Objects.requireNonNullElse(maxRows, Long.MAX_VALUE));
  }

  String requireDataset() {
    if (dataset == null) {
      throw new QueryException("action '%s' needs a dataset".formatted(action));
    }
    return dataset;
  }

  String requireKey() {
    if (key == null) {
      throw new QueryException("action '%s' needs a key".formatted(action));
    }
    return key;
  }

  String requireSql() {
    if (sql == null) {
      throw new QueryException("action '%s' needs sql".formatted(action));
    }
    return sql;
  }
}
