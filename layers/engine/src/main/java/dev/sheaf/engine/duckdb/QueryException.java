package dev.sheaf.engine.duckdb;

/**
 * A query that cannot be answered as it stands. The message is one line for whoever wrote it; the
 * query or its limits must change, trying again does not help.
 */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueryException(String message) {
    super(message);
  }

  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
