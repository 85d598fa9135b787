package dev.sheaf.engine.result;

import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB writes the file by itself.
 *
 * @param options of its COPY
 */
record CopiedByDuckDb(String options) implements FileWriting {

  @Override
  public long write(LockedDuckDb duckDb, QueryTable table, Path file) throws SQLException {
    try (Statement statement = duckDb.connection().createStatement()) {
      return statement.executeLargeUpdate(
          "COPY (SELECT * FROM %s) TO %s (%s)"
              .formatted(table.name(), SqlText.literal(file), options));
    }
  }
}
