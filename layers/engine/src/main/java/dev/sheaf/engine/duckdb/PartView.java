package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the parts of a table readable under its name. */
public final class PartView {
  private static final Map<String, String> PROVENANCE_TYPES =
      Map.of(
          ProvenanceColumns.SOURCE, "VARCHAR",
          ProvenanceColumns.UPLOAD, "UBIGINT",
          ProvenanceColumns.OFFSET, "BIGINT");

  private PartView() {}

  /**
   * Creates the view: the columns of the schema, then some of the provenance columns.
   *
   * @param provenance names of {@link ProvenanceColumns}
   */
  public static void create(LockedDuckDb duckDb, QueryTable table, List<String> provenance)
      throws SQLException {
    Set<String> present = table.files().isEmpty() ? Set.of() : columns(duckDb, table);
    List<String> columns = new ArrayList<>();
    for (RowSchema.Field field : table.schema().fields()) {
      columns.add(column(present, field.name(), SqlText.type(field.type())));
    }
    for (String name : provenance) {
      columns.add(column(present, name, String.valueOf(PROVENANCE_TYPES.get(name))));
    }
    duckDb.execute(
        "CREATE OR REPLACE TEMP VIEW %s AS SELECT %s%s"
            .formatted(SqlText.name(table.name()), String.join(", ", columns), from(table)));
  }

  private static String column(Set<String> present, String name, String type) {
    String value = present.contains(name.toLowerCase(Locale.ROOT)) ? SqlText.name(name) : "NULL";
    return "CAST(%s AS %s) AS %s".formatted(value, type, SqlText.name(name));
  }

  private static String from(QueryTable table) {
    return table.files().isEmpty()
        ? " WHERE false"
        : " FROM read_parquet(%s, union_by_name = true)".formatted(SqlText.list(table.files()));
  }

  private static Set<String> columns(LockedDuckDb duckDb, QueryTable table) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT DISTINCT name FROM parquet_schema(%s)"
                    .formatted(SqlText.list(table.files())))) {
      while (result.next()) {
        names.add(result.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
