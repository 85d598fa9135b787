package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.parquet.PartCompletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes Parquet: zstd, row groups of 122,880 rows (16,384 where they have an order), the visible columns in the order of the schema,
 * then, of rows that come from records, {@code _source} (VARCHAR), {@code _upload} (BIGINT) and {@code
 * _offset} (BIGINT). No file is written where there are no rows.
 *
 * <p>Where all visible columns have ids, these and those of {@link ProvenanceColumns} are the field ids
 * of the file. Else none has one: readers that find any do not go by name.
 *
 * <p>The footer says what {@link PartCompletion} adds.
 *
 * <p>The bytes depend on the rows and on the version of DuckDB, and on nothing else.
 */
public final class DuckDbPartWriter implements PartWriter {
  private static final String OPTIONS =
      "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d, USE_TMP_FILE false%s";

  private static final int ROW_GROUP_ROWS = 122_880;

  /** Of rows in the order of a key a range is read, so there is less of what nobody asked for. */
  private static final int SORTED_ROW_GROUP_ROWS = 16_384;

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
  public Written write(ObservedRows rows, Provenance provenance, Path file) {
    requireVisible(rows.schema());
    return write(
        rows,
        feed -> select(feed, provenance),
        options(ROW_GROUP_ROWS, rows.schema().fields(), ProvenanceColumns.COLUMNS),
        file);
  }

  @Override
  public Written writeSorted(
      ObservedRows rows, Provenance provenance, List<String> key, Path file) {
    requireVisible(rows.schema());
    List<String> order = new ArrayList<>(key);
    order.add(ProvenanceColumns.OFFSET);
    String names = order.stream().map(SqlText::name).collect(Collectors.joining(", "));
    return write(
        rows,
        feed -> "SELECT * FROM (%s) ORDER BY %s".formatted(select(feed, provenance), names),
        options(SORTED_ROW_GROUP_ROWS, rows.schema().fields(), ProvenanceColumns.COLUMNS),
        file);
  }

  @Override
  public Written writeTraced(ObservedRows rows, Path file) {
    List<RowSchema.Field> visible = visible(rows.schema());
    return write(
        rows,
        feed -> traced(feed, visible),
        options(SORTED_ROW_GROUP_ROWS, visible, ProvenanceColumns.COLUMNS),
        file);
  }

  @Override
  public Written write(ObservedRows rows, Path file) {
    requireVisible(rows.schema());
    return write(
        rows,
        RowFeed::selectVisible,
        options(ROW_GROUP_ROWS, rows.schema().fields(), List.of()),
        file);
  }

  private static String options(
      int rowGroupRows, List<RowSchema.Field> visible, List<String> provenance) {
    List<String> ids = new ArrayList<>();
    for (RowSchema.Field field : visible) {
      if (field.id() == null) {
        return OPTIONS.formatted(rowGroupRows, "");
      }
      ids.add(SqlText.literal(field.name()) + ": " + field.id());
    }
    provenance.forEach(
        name -> ids.add(SqlText.literal(name) + ": " + ProvenanceColumns.FIELD_IDS.get(name)));
    return OPTIONS.formatted(rowGroupRows, ", FIELD_IDS {%s}".formatted(String.join(", ", ids)));
  }

  private Written write(
      ObservedRows rows, Function<RowFeed, String> select, String options, Path file) {
    Path target = file.toAbsolutePath();
    try (LockedDuckDb duckDb = LockedDuckDb.open(limits, scratch, List.of(parent(target)))) {
      long count = copy(duckDb, rows, select, options, target);
      if (count == 0) {
        delete(target);
        return Written.NOTHING;
      }
      return new Written(count, PartCompletion.complete(target, rows.summary()));
    } catch (RuntimeException | Error e) {
      delete(target);
      throw e;
    }
  }

  private static long copy(
      LockedDuckDb duckDb,
      RowSource rows,
      Function<RowFeed, String> select,
      String options,
      Path target) {
    RowFeed feed = new RowFeed(rows);
    try {
      feed.register(duckDb);
      String copy =
          "COPY (%s) TO %s (%s)".formatted(select.apply(feed), SqlText.literal(target), options);
      try (Statement statement = duckDb.connection().createStatement()) {
        return statement.executeLargeUpdate(copy);
      }
    } catch (SQLException e) {
      throw translate(feed, e, target);
    }
  }

  private static String select(RowFeed feed, Provenance provenance) {
    String source = SqlText.literal(provenance.source());
    String upload = Long.toString(provenance.uploadHash());
    return feed.select(
        ProvenanceColumns.OFFSET,
        List.of(
            "CAST(%s AS VARCHAR) AS %s".formatted(source, SqlText.name(ProvenanceColumns.SOURCE)),
            "CAST(%s AS BIGINT) AS %s".formatted(upload, SqlText.name(ProvenanceColumns.UPLOAD))));
  }

  /** What {@link Traced#bySource} added is left out. */
  private static List<RowSchema.Field> visible(RowSchema traced) {
    return traced.fields().stream()
        .filter(field -> !List.of(Traced.UPLOAD, Traced.SOURCE).contains(field.name()))
        .toList();
  }

  /** The columns in the order of {@link #select}, from rows that have them all. */
  private static String traced(RowFeed feed, List<RowSchema.Field> visible) {
    List<String> names = new ArrayList<>();
    visible.forEach(field -> names.add(SqlText.name(field.name())));
    ProvenanceColumns.COLUMNS.forEach(name -> names.add(SqlText.name(name)));
    return "SELECT %s FROM (%s)"
        .formatted(String.join(", ", names), feed.select(ProvenanceColumns.OFFSET, List.of()));
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
