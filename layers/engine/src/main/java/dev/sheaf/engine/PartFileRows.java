package dev.sheaf.engine;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.engine.KeyRange;
import dev.sheaf.core.engine.PartReader;
import dev.sheaf.core.engine.ScratchFullException;
import dev.sheaf.core.engine.Traced;
import dev.sheaf.core.record.ColumnVector;
import dev.sheaf.core.record.RowBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Rows of local parts, read and, if need be, sorted by a DuckDB of their own. */
final class PartFileRows implements PartReader.OpenRows {
  private static final String TABLE = "part_rows";

  /** Bits of the hash as a signed number; {@link DuckDbPartWriter} turns them back. */
  private static final String SIGNED =
      "CAST(CASE WHEN %1$s > 9223372036854775807"
          + " THEN CAST(%1$s AS HUGEINT) - 18446744073709551616 ELSE %1$s END AS BIGINT)";

  private final LockedDuckDb duckDb;
  private final Path scratch;
  private final RowSchema schema;
  private final List<VectorFetch> columns;
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;

  private PartFileRows(
      LockedDuckDb duckDb,
      Path scratch,
      RowSchema schema,
      List<VectorFetch> columns,
      DuckDBPreparedStatement statement,
      DuckDBChunkedResult result) {
    this.duckDb = duckDb;
    this.scratch = scratch;
    this.schema = schema;
    this.columns = columns;
    this.statement = statement;
    this.result = result;
  }

  /**
   * The rows of a range of keys, in the order of their keys.
   *
   * @param duckDb may read the files; is closed with the rows
   * @param scratch where it sorts what does not fit in memory
   */
  static PartFileRows sorted(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible, KeyRange range) {
    String order =
        range.columns().stream().map(PartFileRows::column).collect(Collectors.joining(", "));
    return open(
        duckDb,
        scratch,
        files,
        visible,
        " WHERE %s ORDER BY %s".formatted(KeyCondition.of(range, visible, TABLE), order));
  }

  /** All rows, in the order of the files, which one thread keeps. */
  static PartFileRows inOrder(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible) {
    return open(duckDb, scratch, files, visible, "");
  }

  private static PartFileRows open(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible, String clauses) {
    List<VectorFetch> columns = new ArrayList<>();
    visible.fields().forEach(field -> columns.add(VectorFetch.of(field.type())));
    try {
      PartView.create(
          duckDb,
          new QueryTable(TABLE, visible, files),
          List.of(ProvenanceColumns.UPLOAD, ProvenanceColumns.OFFSET));
      DuckDBPreparedStatement statement =
          duckDb
              .connection()
              .prepareStatement(select(visible, columns) + clauses)
              .unwrap(DuckDBPreparedStatement.class);
      return new PartFileRows(
          duckDb, scratch, Traced.byUpload(visible), columns, statement, statement.query());
    } catch (SQLException e) {
      duckDb.close();
      throw translate(scratch, e);
    }
  }

  private static String select(RowSchema visible, List<VectorFetch> columns) {
    List<String> expressions = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      expressions.add(columns.get(column).expression(column(visible.fields().get(column).name())));
    }
    expressions.add(SIGNED.formatted(column(ProvenanceColumns.UPLOAD)));
    expressions.add(column(ProvenanceColumns.OFFSET));
    return "SELECT %s FROM %s".formatted(String.join(", ", expressions), TABLE);
  }

  private static String column(String name) {
    return TABLE + "." + SqlText.name(name);
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    try {
      while (batch.rows() == 0 && result.nextChunk()) {
        read(result.chunk(), batch);
      }
    } catch (RuntimeException e) {
      throw translate(scratch, e);
    }
  }

  private void read(DuckDBDataChunkReader chunk, RowBatch batch) {
    int count = Math.toIntExact(chunk.rowCount());
    for (int column = 0; column < columns.size(); column++) {
      columns.get(column).read(chunk.vector(column), count, batch.column(column));
    }
    DuckDBReadableVector uploads = chunk.vector(columns.size());
    ColumnVector.Longs target = (ColumnVector.Longs) batch.column(columns.size());
    DuckDBReadableVector offsets = chunk.vector(columns.size() + 1L);
    for (int row = 0; row < count; row++) {
      target.set(row, uploads.getLong(row));
      batch.commitRow(offsets.getLong(row));
    }
  }

  private static RuntimeException translate(Path scratch, Exception e) {
    return DiskFull.is(scratch, e)
        ? new ScratchFullException(scratch, e)
        : new IllegalStateException("cannot read rows: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (duckDb;
        statement;
        result) {
      // Closed in the order of a stack.
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close rows: " + e.getMessage(), e);
    }
  }
}
