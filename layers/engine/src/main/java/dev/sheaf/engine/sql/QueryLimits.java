package dev.sheaf.engine.sql;

import dev.sheaf.engine.duckdb.EngineLimits;
import java.time.Duration;

/**
 * What one query may take, beside the {@link EngineLimits} of its connection.
 *
 * @param timeout of computing the result; whole seconds
 * @param maxRows of the result; a query with more fails
 */
public record QueryLimits(Duration timeout, long maxRows) {
  /** For people at a terminal. */
  public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofMinutes(5), 10_000_000);

  public QueryLimits {
    if (timeout.toSeconds() < 1 || timeout.toSeconds() > 86_400 || maxRows < 1) {
      throw new IllegalArgumentException("timeout %s, %d rows".formatted(timeout, maxRows));
    }
  }
}
