package dev.sheaf.engine.duckdb;

import dev.sheaf.core.text.OneLine;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns failures of DuckDB into one line for whoever wrote the query. */
public final class SqlErrors {
  private static final Pattern EXCERPT = Pattern.compile("\\n(LINE \\d+: )(.*)\\n( *)\\^");

  private SqlErrors() {}

  public static QueryException translate(SQLException e, EngineLimits limits, Duration timeout) {
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
  public static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int excerpt = message.indexOf("\n\nLINE ");
    String text = excerpt < 0 ? message : message.substring(0, excerpt);
    return OneLine.of(text);
  }

  /** The message with the place, where DuckDB marked it in an excerpt of the statement. */
  public static String placedLine(SQLException e) {
    String first = firstLine(e).replaceFirst(" Candidate functions: .*", "");
    Matcher excerpt = EXCERPT.matcher(String.valueOf(e.getMessage()));
    if (!excerpt.find()) {
      return first;
    }
    int column = excerpt.group(3).length() - excerpt.group(1).length() + 1;
    boolean cut = excerpt.group(2).startsWith("...");
    String line = excerpt.group(1).replaceAll("\\D", "");
    return cut || column < 1
        ? "line %s: %s".formatted(line, first)
        : "line %s, column %d: %s".formatted(line, column, first);
  }
}
