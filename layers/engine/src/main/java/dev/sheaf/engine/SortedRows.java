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

/** Rows of parts in the order of their keys, sorted by a DuckDB of their own. */
final class SortedRows implements PartReader.Sorted {
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

  private SortedRows(
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
   * Opens the rows of some files.
   *
   * @param duckDb may read them; is closed with the rows
   * @param scratch where it sorts what does not fit in memory
   */
  static SortedRows open(
      LockedDuckDb duckDb, Path scratch, List<Path> files, RowSchema visible, KeyRange range) {
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
              .prepareStatement(select(visible, columns, range))
              .unwrap(DuckDBPreparedStatement.class);
      return new SortedRows(
          duckDb, scratch, Traced.byUpload(visible), columns, statement, statement.query());
    } catch (SQLException e) {
      duckDb.close();
      throw translate(scratch, e);
    }
  }

  private static String select(RowSchema visible, List<VectorFetch> columns, KeyRange range) {
    List<String> expressions = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      expressions.add(columns.get(column).expression(column(visible.fields().get(column).name())));
    }
    expressions.add(SIGNED.formatted(column(ProvenanceColumns.UPLOAD)));
    expressions.add(column(ProvenanceColumns.OFFSET));
    String order =
        range.columns().stream().map(SortedRows::column).collect(Collectors.joining(", "));
    return "SELECT %s FROM %s WHERE %s ORDER BY %s"
        .formatted(
            String.join(", ", expressions), TABLE, KeyCondition.of(range, visible, TABLE), order);
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
        : new IllegalStateException("cannot sort rows: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (duckDb;
        statement;
        result) {
      // Closed in the order of a stack.
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close sorted rows: " + e.getMessage(), e);
    }
  }
}
