package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.ColumnType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names, literals and types in DuckDB's SQL. */
public final class SqlText {
  private SqlText() {}

  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  public static String literal(Path path) {
    return literal(path.toString());
  }

  public static String list(Collection<Path> paths) {
    return paths.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Nested values are texts: what is JSON to the parser may not be to DuckDB's own. */
  public static String type(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP, VARCHAR -> type.kind().name();
      case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
      case JSON -> "VARCHAR";
    };
  }
}
