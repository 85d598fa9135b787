package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A table function that hands the rows of a source to DuckDB, once. DuckDB turns an exception of a
 * callback into a text, so the first one is kept here, for {@link #failure}.
 */
final class RowFeed implements DuckDBTableFunction<Object, Object, Object> {
  private static final String FUNCTION = "sheaf_rows";
  private static final String POSITION = "record_offset";
  private static final Object NOTHING = new Object();

  private final RowSource rows;
  private final RowBatch batch;
  private final List<ColumnFeed> columns = new ArrayList<>();
  private boolean started;
  private @Nullable Throwable failure;

  RowFeed(RowSource rows) {
    this.rows = rows;
    this.batch = new RowBatch(rows.schema());
    rows.schema().fields().forEach(field -> columns.add(ColumnFeed.of(field.type())));
  }

  /** Makes the rows readable on a connection that has no other feed. */
  void register(LockedDuckDb duckDb) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(FUNCTION).withFunction(this).register(duckDb.connection());
    } finally {
      // The driver lists every function ever registered; the connection holds what it needs.
      DuckDBDriver.clearFunctionsRegistry();
    }
  }

  /** A query for all rows: the visible columns under their names, then the offset. */
  String select(String offsetName, List<String> constants) {
    List<String> expressions = visible();
    expressions.addAll(constants);
    expressions.add(POSITION + " AS " + SqlText.name(offsetName));
    return select(expressions);
  }

  /** A query for all rows: the visible columns under their names. */
  String selectVisible() {
    return select(visible());
  }

  private List<String> visible() {
    List<String> expressions = new ArrayList<>();
    List<RowSchema.Field> fields = rows.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      String value = columns.get(i).expression(internalName(i));
      expressions.add(value + " AS " + SqlText.name(fields.get(i).name()));
    }
    return expressions;
  }

  private static String select(List<String> expressions) {
    return "SELECT %s FROM %s()".formatted(String.join(", ", expressions), FUNCTION);
  }

  /** What a callback threw, if any did. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) throws Exception {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).declare(info, internalName(i));
    }
    info.addResultColumn(POSITION, DuckDBColumnType.BIGINT);
    return NOTHING;
  }

  @Override
  public Object init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    if (started) {
      IllegalStateException again =
          new IllegalStateException("the rows of a source can be read only once");
      keep(again);
      throw again;
    }
    started = true;
    return NOTHING;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter target) {
    try {
      rows.fill(batch);
      if (batch.rows() > target.capacity()) {
        throw new IllegalStateException(
            "%d rows for a vector of %d".formatted(batch.rows(), target.capacity()));
      }
      write(target);
      return batch.rows();
    } catch (RuntimeException | Error e) {
      keep(e);
      throw e;
    }
  }

  private void write(DuckDBDataChunkWriter target) {
    int count = batch.rows();
    if (count == 0) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(batch.column(i), 0, count, target.vector(i));
    }
    DuckDBWritableVector offsets = target.vector(columns.size());
    for (int row = 0; row < count; row++) {
      offsets.setLong(row, batch.offset(row));
    }
  }

  private void keep(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  private static String internalName(int column) {
    return "c" + column;
  }
}
