package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the parts of a table readable under its name. In all of them {@code _upload} is a BIGINT, though
 * parts of earlier versions have its bits as a UBIGINT.
 */
public final class PartView {
  private static final Map<String, String> PROVENANCE_TYPES =
      Map.of(
          ProvenanceColumns.SOURCE, "VARCHAR",
          ProvenanceColumns.UPLOAD, "BIGINT",
          ProvenanceColumns.OFFSET, "BIGINT");

  private static final String UNSIGNED = "UINT_64";

  /** The bits of a number, signed; it may be of a type that holds both kinds. */
  private static final String SIGNED =
      "CASE WHEN %1$s > 9223372036854775807"
          + " THEN CAST(%1$s AS HUGEINT) - 18446744073709551616 ELSE %1$s END";

  private PartView() {}

  /**
   * What the files of a table have.
   *
   * @param names of columns, folded
   * @param unsignedUpload whether a file has unsigned hashes of uploads
   */
  private record Present(Set<String> names, boolean unsignedUpload) {
    static Present in(LockedDuckDb duckDb, List<Path> files) throws SQLException {
      Set<String> names = new HashSet<>();
      boolean unsignedUpload = false;
      try (Statement statement = duckDb.connection().createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT DISTINCT name, converted_type FROM parquet_schema(%s)"
                      .formatted(SqlText.list(files)))) {
        while (result.next()) {
          names.add(result.getString(1).toLowerCase(Locale.ROOT));
          unsignedUpload |=
              result.getString(1).equals(ProvenanceColumns.UPLOAD)
                  && UNSIGNED.equals(result.getString(2));
        }
      }
      return new Present(names, unsignedUpload);
    }

    String column(String name, String type) {
      String value = names.contains(name.toLowerCase(Locale.ROOT)) ? value(name) : "NULL";
      return "CAST(%s AS %s) AS %s".formatted(value, type, SqlText.name(name));
    }

    private String value(String name) {
      String value = SqlText.name(name);
      return unsignedUpload && name.equals(ProvenanceColumns.UPLOAD)
          ? SIGNED.formatted(value)
          : value;
    }
  }

  /**
   * Creates the view: the columns of the schema, then some of the provenance columns.
   *
   * @param provenance names of {@link ProvenanceColumns}
   */
  public static void create(LockedDuckDb duckDb, QueryTable table, List<String> provenance)
      throws SQLException {
    Present present =
        table.files().isEmpty() ? new Present(Set.of(), false) : Present.in(duckDb, table.files());
    List<String> columns = new ArrayList<>();
    for (RowSchema.Field field : table.schema().fields()) {
      columns.add(present.column(field.name(), SqlText.type(field.type())));
    }
    for (String name : provenance) {
      columns.add(present.column(name, String.valueOf(PROVENANCE_TYPES.get(name))));
    }
    duckDb.execute(
        "CREATE OR REPLACE TEMP VIEW %s AS SELECT %s%s"
            .formatted(SqlText.name(table.name()), String.join(", ", columns), from(table)));
  }

  private static String from(QueryTable table) {
    return table.files().isEmpty()
        ? " FROM range(%d)".formatted(table.nulls())
        : " FROM read_parquet(%s, union_by_name = true)".formatted(SqlText.list(table.files()));
  }
}
