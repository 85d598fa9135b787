package dev.sheaf.engine.result;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.duckdb.SqlText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The file holds what the writer of an answer gives for all rows. */
record RowByRow(ResultWriter writer) implements FileWriting {

  @Override
  public long write(LockedDuckDb duckDb, QueryTable table, Path file)
      throws SQLException, IOException {
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table.name());
        OutputStream target = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      JdbcRows rows =
          new JdbcRows(
              result, columns(table.schema()), e -> new QueryException(SqlErrors.firstLine(e), e));
      return writer.write(rows, target);
    }
  }

  private static List<ResultColumn> columns(RowSchema schema) {
    return schema.fields().stream()
        .map(field -> new ResultColumn(field.name(), shownType(field.type())))
        .toList();
  }

  private static String shownType(ColumnType type) {
    return type.kind() == ColumnType.Kind.JSON ? "JSON" : SqlText.type(type);
  }
}
