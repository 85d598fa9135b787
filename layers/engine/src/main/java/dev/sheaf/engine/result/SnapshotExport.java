package dev.sheaf.engine.result;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.engine.duckdb.DiskFull;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.PartView;
import dev.sheaf.engine.duckdb.QueryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the visible rows of a snapshot, in their order, to one local file. */
public final class SnapshotExport {
  private static final String TABLE = "snapshot";

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
  public long write(RowSchema schema, List<Path> parts, OutputFormat format, Path target) {
    QueryTable table = new QueryTable(TABLE, schema, parts);
    Path file = target.toAbsolutePath();
    try (LockedDuckDb duckDb = LockedDuckDb.open(limits, scratch, folders(table, file))) {
      PartView.create(duckDb, table, List.of());
      long expected = Long.parseLong(duckDb.queryText("SELECT count(*) FROM " + TABLE));
      long written = format.file().write(duckDb, table, file);
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
