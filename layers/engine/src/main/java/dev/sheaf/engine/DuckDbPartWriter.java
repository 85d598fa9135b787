package dev.sheaf.engine;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.engine.PartWriter;
import dev.sheaf.core.engine.ScratchFullException;
import dev.sheaf.core.record.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes Parquet: zstd, row groups of 122,880 rows, the visible columns in the order of the schema,
 * then, of rows that come from records, {@code _source} (VARCHAR), {@code _upload} (UBIGINT) and {@code
 * _offset} (BIGINT). No file is written where there are no rows.
 *
 * <p>The bytes depend on the rows and on the version of DuckDB, and on nothing else.
 */
public final class DuckDbPartWriter implements PartWriter {
  private static final String OPTIONS =
      "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, USE_TMP_FILE false";

  private final EngineLimits limits;
  private final Path scratch;

  /**
   * @param limits of each write; one thread
   * @param scratch an existing folder for files that DuckDB may need besides
   */
  public DuckDbPartWriter(EngineLimits limits, Path scratch) {
    if (limits.threads() != 1) {
      throw new IllegalArgumentException("parts are only the same again with one thread");
    }
    this.limits = limits;
    this.scratch = scratch;
  }

  @Override
  public long write(RowSource rows, Provenance provenance, Path file) {
    return write(rows, feed -> select(feed, provenance), file);
  }

  @Override
  public long write(RowSource rows, Path file) {
    return write(rows, RowFeed::selectVisible, file);
  }

  private long write(RowSource rows, Function<RowFeed, String> select, Path file) {
    requireVisible(rows.schema());
    Path target = file.toAbsolutePath();
    try (LockedDuckDb duckDb = LockedDuckDb.open(limits, scratch, List.of(parent(target)))) {
      long count = copy(duckDb, rows, select, target);
      if (count == 0) {
        delete(target);
      }
      return count;
    } catch (RuntimeException | Error e) {
      delete(target);
      throw e;
    }
  }

  private static long copy(
      LockedDuckDb duckDb, RowSource rows, Function<RowFeed, String> select, Path target) {
    RowFeed feed = new RowFeed(rows);
    try {
      feed.register(duckDb);
      String copy =
          "COPY (%s) TO %s (%s)".formatted(select.apply(feed), SqlText.literal(target), OPTIONS);
      try (Statement statement = duckDb.connection().createStatement()) {
        return statement.executeLargeUpdate(copy);
      }
    } catch (SQLException e) {
      throw translate(feed, e, target);
    }
  }

  private static String select(RowFeed feed, Provenance provenance) {
    String source = SqlText.literal(provenance.source());
    String upload = Long.toUnsignedString(provenance.uploadHash());
    return feed.select(
        ProvenanceColumns.OFFSET,
        List.of(
            "CAST(%s AS VARCHAR) AS %s".formatted(source, SqlText.name(ProvenanceColumns.SOURCE)),
            "CAST(%s AS UBIGINT) AS %s".formatted(upload, SqlText.name(ProvenanceColumns.UPLOAD))));
  }

  /** The source's own exception where there is one: DuckDB only passes on its text. */
  private static RuntimeException translate(RowFeed feed, SQLException e, Path target) {
    Throwable original = feed.failure();
    if (original instanceof Error error) {
      throw error;
    }
    if (original instanceof RuntimeException exception) {
      return exception;
    }
    return DiskFull.is(parent(target), e)
        ? new ScratchFullException(parent(target), e)
        : new IllegalStateException("cannot write %s: %s".formatted(target, e.getMessage()), e);
  }

  private static void requireVisible(RowSchema schema) {
    for (RowSchema.Field field : schema.fields()) {
      if (ProvenanceColumns.COLUMNS.contains(field.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the column name '%s' is taken: it tells where a row came from"
                .formatted(field.name()));
      }
    }
  }

  private static Path parent(Path target) {
    Path parent = target.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(target + " is not a file");
    }
    return parent;
  }

  private static void delete(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
