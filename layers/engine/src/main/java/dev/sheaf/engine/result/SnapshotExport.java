package dev.sheaf.engine.result;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.engine.duckdb.DiskFull;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.PartView;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.duckdb.SqlText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the visible rows of a snapshot, in their order, to one local file. */
public final class SnapshotExport {
  private static final String TABLE = "snapshot";

  /** Format of the file. */
  public enum Format {
    CSV,
    NDJSON,
    PARQUET;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final EngineLimits limits;
  private final Path scratch;

  /**
   * @param scratch an existing folder for files that DuckDB may need besides
   */
  public SnapshotExport(EngineLimits limits, Path scratch) {
    this.limits = limits;
    this.scratch = scratch;
  }

  /**
   * Writes all rows.
   *
   * @param parts on the local disk, in the order of the rows
   * @param target where; its folder exists, the file is replaced
   * @return the number of rows
   * @throws ScratchFullException if the disk is full; what was written is removed
   */
  public long write(RowSchema schema, List<Path> parts, Format format, Path target) {
    QueryTable table = new QueryTable(TABLE, schema, parts);
    Path file = target.toAbsolutePath();
    try (LockedDuckDb duckDb = LockedDuckDb.open(limits, scratch, folders(table, file))) {
      PartView.create(duckDb, table, List.of());
      long expected = Long.parseLong(duckDb.queryText("SELECT count(*) FROM " + TABLE));
      long written =
          format == Format.PARQUET ? copy(duckDb, file) : stream(duckDb, table, format, file);
      if (written != expected) {
        throw new IllegalStateException(
            "%d of %d rows were exported to %s".formatted(written, expected, file));
      }
      return written;
    } catch (SQLException | IOException e) {
      remove(file);
      throw DiskFull.is(file, e)
          ? new ScratchFullException(file, e)
          : new IllegalStateException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    } catch (RuntimeException e) {
      remove(file);
      throw e;
    }
  }

  private static long copy(LockedDuckDb duckDb, Path file) throws SQLException {
    try (Statement statement = duckDb.connection().createStatement()) {
      return statement.executeLargeUpdate(
          "COPY (SELECT * FROM %s) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(TABLE, SqlText.literal(file)));
    }
  }

  private static long stream(LockedDuckDb duckDb, QueryTable table, Format format, Path file)
      throws SQLException, IOException {
    ResultFormat lines = format == Format.CSV ? ResultFormat.CSV : ResultFormat.NDJSON;
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + TABLE);
        OutputStream target = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      JdbcRows rows =
          new JdbcRows(
              result, columns(table.schema()), e -> new QueryException(SqlErrors.firstLine(e), e));
      return lines.writer().write(rows, target);
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

  private static Set<Path> folders(QueryTable table, Path file) {
    Set<Path> folders = new LinkedHashSet<>();
    table.files().forEach(part -> folders.add(part.resolveSibling("")));
    folders.add(file.resolveSibling(""));
    return folders;
  }

  private static void remove(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
