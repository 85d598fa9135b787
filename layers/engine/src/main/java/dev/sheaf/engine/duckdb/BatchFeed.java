package dev.sheaf.engine.duckdb;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
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
 * A table function that hands some rows of a batch to DuckDB, each time it is read; with them their
 * numbers in the batch.
 */
public final class BatchFeed implements DuckDBTableFunction<Object, Object, Object> {
  private static final String FUNCTION = "sheaf_batch";
  private static final String POSITION = "row_number";
  private static final Object NOTHING = new Object();

  private final RowSchema schema;
  private final List<ColumnFeed> columns = new ArrayList<>();
  private @Nullable RowBatch batch;
  private int next;
  private int end;

  public BatchFeed(RowSchema schema) {
    this.schema = schema;
    schema.fields().forEach(field -> columns.add(ColumnFeed.of(field.type())));
  }

  /**
   * Makes the rows readable as a view.
   *
   * @param rowColumn name of the column that holds the number of a row; the last one
   */
  public void createView(LockedDuckDb duckDb, String view, String rowColumn) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(FUNCTION).withFunction(this).register(duckDb.connection());
    } finally {
      // The driver lists every function ever registered; the connection holds what it needs.
      DuckDBDriver.clearFunctionsRegistry();
    }
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      expressions.add(expression(i) + " AS " + SqlText.name(schema.fields().get(i).name()));
    }
    expressions.add(POSITION + " AS " + SqlText.name(rowColumn));
    duckDb.execute(
        "CREATE TEMP VIEW %s AS SELECT %s FROM %s()"
            .formatted(SqlText.name(view), String.join(", ", expressions), FUNCTION));
  }

  /** Sets what the next reading gives. */
  public void set(RowBatch rows, int from, int to) {
    batch = rows;
    next = from;
    end = to;
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) throws Exception {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).declare(info, internalName(i));
    }
    info.addResultColumn(POSITION, DuckDBColumnType.INTEGER);
    return NOTHING;
  }

  @Override
  public Object init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return NOTHING;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter target) {
    int count = (int) Math.min(end - next, target.capacity());
    if (count == 0) {
      return 0;
    }
    RowBatch rows = requireNonNull(batch);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(rows.column(i), next, next + count, target.vector(i));
    }
    DuckDBWritableVector numbers = target.vector(columns.size());
    for (int row = 0; row < count; row++) {
      numbers.setInt(row, next + row);
    }
    next += count;
    return count;
  }

  /** Nested values are JSON to a transform, so that it can look into them. */
  private String expression(int column) {
    String value = columns.get(column).expression(internalName(column));
    boolean json = schema.fields().get(column).type().kind() == ColumnType.Kind.JSON;
    return json ? "CAST(%s AS JSON)".formatted(value) : value;
  }

  private static String internalName(int column) {
    return "c" + column;
  }
}
