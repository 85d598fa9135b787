package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.RowSchema;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that can be read together by the names of their columns: none of these is of another column
 * in one of the files.
 *
 * @param names that columns have in the files, by folded names of the schema; those alone that a file
 *     has
 * @param provenance names of {@link ProvenanceColumns} that a file has
 * @param unsignedUpload whether a file has unsigned hashes of uploads
 */
record PartFiles(
    List<Path> files, Map<String, String> names, Set<String> provenance, boolean unsignedUpload) {
  private static final String UNSIGNED = "UINT_64";

  /** A column of a file. */
  private record InFile(String name, @Nullable Integer id, @Nullable String convertedType) {
    boolean isUnsignedUpload() {
      return name.equals(ProvenanceColumns.UPLOAD) && UNSIGNED.equals(convertedType);
    }
  }

  /**
   * Puts the files of a table together, as many as can be of those that follow each other.
   *
   * @param table has files
   */
  static List<PartFiles> of(LockedDuckDb duckDb, QueryTable table) throws SQLException {
    Set<InFile> all = new HashSet<>();
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery(sql("SELECT DISTINCT NULL", table))) {
      while (result.next()) {
        all.add(column(result));
      }
    }
    Optional<PartFiles> together = together(table.files(), all, table.schema());
    return together.isPresent() ? List.of(together.get()) : apart(byFile(duckDb, table), table);
  }

  private static String sql(String select, QueryTable table) {
    return "%s, name, field_id, converted_type FROM parquet_schema(%s) WHERE type IS NOT NULL"
        .formatted(select, SqlText.list(table.files()));
  }

  private static InFile column(ResultSet result) throws SQLException {
    int number = result.getInt(3);
    Integer id = result.wasNull() ? null : number;
    return new InFile(result.getString(2), id, result.getString(4));
  }

  private static Map<String, Set<InFile>> byFile(LockedDuckDb duckDb, QueryTable table)
      throws SQLException {
    Map<String, Set<InFile>> columns = new HashMap<>();
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery(sql("SELECT file_name", table))) {
      while (result.next()) {
        columns.computeIfAbsent(result.getString(1), file -> new HashSet<>()).add(column(result));
      }
    }
    return columns;
  }

  private static List<PartFiles> apart(Map<String, Set<InFile>> byFile, QueryTable table) {
    List<PartFiles> groups = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Set<InFile> columns = new HashSet<>();
    for (Path file : table.files()) {
      Set<InFile> more = byFile.getOrDefault(file.toString(), Set.of());
      Set<InFile> both = new HashSet<>(columns);
      if (both.addAll(more) && together(files, both, table.schema()).isEmpty()) {
        groups.add(together(files, columns, table.schema()).orElseThrow());
        files = new ArrayList<>();
        both = more;
      }
      files.add(file);
      columns = both;
    }
    groups.add(together(files, columns, table.schema()).orElseThrow());
    return groups;
  }

  /**
   * @return empty if the files cannot be read together
   */
  private static Optional<PartFiles> together(
      List<Path> files, Set<InFile> columns, RowSchema schema) {
    Map<String, String> names = new HashMap<>();
    for (RowSchema.Field field : schema.fields()) {
      Set<String> found = new HashSet<>();
      for (InFile column : columns) {
        if (field.isColumn(column.name(), column.id())) {
          found.add(Column.fold(column.name()));
        }
      }
      if (found.size() > 1) {
        return Optional.empty();
      }
      found.forEach(name -> names.put(Column.fold(field.name()), name));
      boolean others =
          columns.stream()
              .filter(column -> found.contains(Column.fold(column.name())))
              .anyMatch(column -> !field.isColumn(column.name(), column.id()));
      if (others) {
        return Optional.empty();
      }
    }
    Set<String> provenance = new HashSet<>();
    columns.stream()
        .map(InFile::name)
        .filter(ProvenanceColumns.COLUMNS::contains)
        .forEach(provenance::add);
    return Optional.of(
        new PartFiles(
            files, names, provenance, columns.stream().anyMatch(InFile::isUnsignedUpload)));
  }
}
