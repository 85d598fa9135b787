package dev.sheaf.query;

import dev.sheaf.engine.QueryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation asks for.
 *
 * @param action {@code datasets}, {@code snapshots} (of dataset), {@code show} (dataset, version),
 *     {@code lookup} (dataset, key; column, version) or {@code query} (sql; dataset and version where
 *     not the newest)
 */
record QueryEvent(
    @Nullable String action,
    @Nullable String dataset,
    @Nullable Integer version,
    @Nullable String key,
    @Nullable String column,
    @Nullable String sql) {

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
