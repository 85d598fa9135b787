package dev.sheaf.engine;

import dev.sheaf.core.text.OneLine;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/** Turns failures of DuckDB into one line for whoever wrote the query. */
final class SqlErrors {
  private SqlErrors() {}

  static QueryException translate(SQLException e, EngineLimits limits, Duration timeout) {
    String message = firstLine(e);
    if (e instanceof SQLTimeoutException || message.startsWith("INTERRUPT")) {
      return new QueryException(
          "the query was stopped after %d s; select less of the data"
              .formatted(timeout.toSeconds()),
          e);
    }
    if (message.startsWith("Out of Memory")) {
      return new QueryException(
          ("the query needs more than its %d MiB of memory and %d MiB of spill files;"
                  + " select less of the data, or group by fewer values")
              .formatted(limits.memoryBytes() >> 20, limits.spillBytes() >> 20),
          e);
    }
    return new QueryException("SQL error: " + message, e);
  }

  /** The message without the excerpt of the statement, which is not the one that was written. */
  static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int excerpt = message.indexOf("\n\nLINE ");
    String text = excerpt < 0 ? message : message.substring(0, excerpt);
    return OneLine.of(text);
  }
}
