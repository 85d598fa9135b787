package dev.sheaf.engine.result;

import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** How the rows of a table get into a file. */
sealed interface FileWriting permits RowByRow, CopiedByDuckDb {

  /**
   * Writes all rows, in their order.
   *
   * @param table is a view of {@code duckDb}
   * @param file is replaced; {@code duckDb} may write it
   * @return the number of rows
   */
  long write(LockedDuckDb duckDb, QueryTable table, Path file) throws SQLException, IOException;
}
