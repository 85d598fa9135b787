package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.RowSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  /** The bits of a number, signed; it may be of a type that holds both kinds. */
  private static final String SIGNED =
      "CASE WHEN %1$s > 9223372036854775807"
          + " THEN CAST(%1$s AS HUGEINT) - 18446744073709551616 ELSE %1$s END";

  private PartView() {}

  /**
   * Creates the view: the columns of the schema, then some of the provenance columns. A column is
   * known by its id where both the file and the schema have ids, whatever it is called there.
   *
   * @param provenance names of {@link ProvenanceColumns}
   */
  public static void create(LockedDuckDb duckDb, QueryTable table, List<String> provenance)
      throws SQLException {
    List<String> selects = new ArrayList<>();
    if (table.files().isEmpty()) {
      PartFiles none = new PartFiles(List.of(), Map.of(), Set.of(), false);
      selects.add(select(none, table, provenance) + " FROM range(%d)".formatted(table.nulls()));
    } else {
      for (PartFiles together : PartFiles.of(duckDb, table)) {
        selects.add(
            select(together, table, provenance)
                + " FROM read_parquet(%s, union_by_name = true)"
                    .formatted(SqlText.list(together.files())));
      }
    }
    duckDb.execute(
        "CREATE OR REPLACE TEMP VIEW %s AS %s"
            .formatted(SqlText.name(table.name()), String.join(" UNION ALL ", selects)));
  }

  private static String select(PartFiles files, QueryTable table, List<String> provenance) {
    List<String> columns = new ArrayList<>();
    for (RowSchema.Field field : table.schema().fields()) {
      String inFiles = files.names().get(Column.fold(field.name()));
      columns.add(
          column(
              inFiles == null ? "NULL" : SqlText.name(inFiles),
              SqlText.type(field.type()),
              field.name()));
    }
    for (String name : provenance) {
      columns.add(
          column(
              files.provenance().contains(name) ? value(files, name) : "NULL",
              String.valueOf(PROVENANCE_TYPES.get(name)),
              name));
    }
    return "SELECT " + String.join(", ", columns);
  }

  private static String column(String value, String type, String name) {
    return "CAST(%s AS %s) AS %s".formatted(value, type, SqlText.name(name));
  }

  private static String value(PartFiles files, String name) {
    String value = SqlText.name(name);
    return files.unsignedUpload() && name.equals(ProvenanceColumns.UPLOAD)
        ? SIGNED.formatted(value)
        : value;
  }
}
