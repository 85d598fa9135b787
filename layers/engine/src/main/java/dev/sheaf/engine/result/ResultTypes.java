package dev.sheaf.engine.result;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.transform.TransformException;

/** DuckDB's types as types of columns. */
public final class ResultTypes {
  private ResultTypes() {}

  /**
   * The type of a column that holds all values of a result.
   *
   * @param type as DuckDB names it
   * @throws TransformException if there is none; it says what to cast to
   */
  public static ColumnType of(String column, String type) {
    return switch (type) {
      case "BOOLEAN" -> ColumnType.of(ColumnType.Kind.BOOLEAN);
      case "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT" ->
          ColumnType.of(ColumnType.Kind.BIGINT);
      case "DOUBLE", "FLOAT" -> ColumnType.of(ColumnType.Kind.DOUBLE);
      case "DATE" -> ColumnType.of(ColumnType.Kind.DATE);
      case "TIMESTAMP" -> ColumnType.of(ColumnType.Kind.TIMESTAMP);
      case "VARCHAR" -> ColumnType.of(ColumnType.Kind.VARCHAR);
      case "JSON" -> ColumnType.of(ColumnType.Kind.JSON);
      default -> {
        if (type.startsWith("DECIMAL(") && type.endsWith(")")) {
          yield ColumnType.parse(type);
        }
        throw new TransformException(
            "column '%s' is of type %s, which no column of a dataset can have; %s"
                .formatted(column, type.replace("\"", ""), remedy(type)));
      }
    };
  }

  private static String remedy(String type) {
    if (type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP")) {
      return "make it a JSON value with to_json(...), or a text";
    }
    return switch (type) {
      case "HUGEINT", "UBIGINT", "UHUGEINT", "BIGNUM" -> "CAST it AS BIGINT or DECIMAL(38,0)";
      case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          "CAST it AS TIMESTAMP";
      case "INTERVAL" -> "take a number from it, such as date_part('epoch', ...)";
      case "BLOB", "BIT" -> "make it a text, such as base64(...)";
      case "\"NULL\"" -> "CAST the NULL AS the type that is meant";
      default -> "CAST it AS VARCHAR";
    };
  }
}
