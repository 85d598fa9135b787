package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.KeyRange;
import java.util.ArrayList;
import java.util.List;

/** Says in SQL that a key is in a range. */
final class KeyCondition {
  private final RowSchema schema;
  private final String table;

  private KeyCondition(RowSchema schema, String table) {
    this.schema = schema;
    this.table = table;
  }

  /**
   * A condition on the rows of a table.
   *
   * @param schema has the columns of the key
   */
  static String of(KeyRange range, RowSchema schema, String table) {
    KeyCondition condition = new KeyCondition(schema, table);
    List<String> both = new ArrayList<>();
    if (!range.from().isEmpty()) {
      both.add(condition.atLeast(range.columns(), range.from()));
    }
    if (range.to() != null) {
      both.add("NOT " + condition.atLeast(range.columns(), range.to()));
    }
    return both.isEmpty() ? "true" : String.join(" AND ", both);
  }

  /** Column by column, for a bound may be the beginning of a key: {@code a > 1 OR a = 1 AND ...}. */
  private String atLeast(List<String> columns, List<String> bound) {
    int last = bound.size() - 1;
    String condition = "%s >= %s".formatted(column(columns, last), value(columns, bound, last));
    for (int column = last - 1; column >= 0; column--) {
      String name = column(columns, column);
      String value = value(columns, bound, column);
      condition = "%1$s >= %2$s AND (%1$s > %2$s OR %3$s)".formatted(name, value, condition);
    }
    return "(" + condition + ")";
  }

  private String column(List<String> columns, int column) {
    return table + "." + SqlText.name(columns.get(column));
  }

  private String value(List<String> columns, List<String> bound, int column) {
    String type =
        schema.find(columns.get(column)).map(field -> SqlText.type(field.type())).orElseThrow();
    return "CAST(%s AS %s)".formatted(SqlText.literal(bound.get(column)), type);
  }
}
