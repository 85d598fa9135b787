package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.TransformCompiler;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.engine.duckdb.BatchFeed;
import dev.sheaf.engine.duckdb.ColumnFetch;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.result.ResultTypes;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes transforms ready to run in a DuckDB of their own, which reads no file. The SQL is checked on
 * its parse tree ({@link TransformGuard}); then the tree gets one more column, the number of the row
 * in its batch, which the stars leave out.
 */
public final class DuckDbTransformCompiler implements TransformCompiler {
  /** One thread; rows come in batches, so little is needed. */
  public static final EngineLimits LIMITS = new EngineLimits(1, 256L << 20, 0);

  private static final String ROW = "_row";
  private static final int MAX_CHARACTERS = 100_000;

  private final Path scratch;
  private @Nullable FunctionCatalog functions;

  /**
   * @param scratch an existing folder, in which each transform has a folder that stays empty
   */
  public DuckDbTransformCompiler(Path scratch) {
    this.scratch = scratch;
  }

  @Override
  public RowTransform compile(RowSchema input, String sql) {
    LockedDuckDb duckDb = LockedDuckDb.open(LIMITS, scratch, List.of(), LockedDuckDb.Results.WHOLE);
    try {
      return new Compilation(duckDb, functions(duckDb), input, sql).compile();
    } catch (QueryException e) {
      duckDb.close();
      throw new TransformException(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      duckDb.close();
      throw new TransformException(SqlErrors.firstLine(e), e);
    } catch (RuntimeException | Error e) {
      duckDb.close();
      throw e;
    }
  }

  private synchronized FunctionCatalog functions(LockedDuckDb duckDb) throws SQLException {
    if (functions == null) {
      functions = FunctionCatalog.read(duckDb);
    }
    return functions;
  }

  /** One transform on its way. */
  private record Compilation(
      LockedDuckDb duckDb, FunctionCatalog functions, RowSchema input, String sql) {

    RowTransform compile() throws SQLException {
      BatchFeed feed = new BatchFeed(input);
      String numbered = numbered(parsed());
      feed.createView(duckDb, TransformGuard.TABLE, ROW);
      RowSchema output = schema(numbered);
      List<ColumnFetch> columns = output.fields().stream().map(ColumnFetch::of).toList();
      return new DuckDbTransform(duckDb, feed, fetching(numbered, columns), output, columns);
    }

    private ParseTree parsed() {
      if (sql.length() > MAX_CHARACTERS) {
        throw new TransformException(
            "it has %d characters; at most %d are read".formatted(sql.length(), MAX_CHARACTERS));
      }
      ParseTree tree = ParseTree.of(duckDb, sql);
      if (tree.isError()) {
        throw tree.error();
      }
      if (tree.statements() != 1) {
        throw new TransformException(
            "it is %d statements; write one SELECT over segment".formatted(tree.statements()));
      }
      return tree;
    }

    /** The text of the query, with the number of the row as its last column. */
    private String numbered(ParseTree tree) throws SQLException {
      Map<String, String> columns = new LinkedHashMap<>();
      input.fields().forEach(field -> columns.put(Column.fold(field.name()), field.name()));
      TransformGuard guard = new TransformGuard(sql, duckDb, functions, columns);
      guard.check(tree.query());
      guard.excludeFromStars(ROW);
      ParseTree row = ParseTree.of(duckDb, "SELECT " + ROW);
      ((ArrayNode) tree.query().path("select_list")).add(row.query().path("select_list").get(0));
      return tree.deparsed(duckDb);
    }

    private RowSchema schema(String numbered) throws SQLException {
      List<RowSchema.Field> fields = new ArrayList<>();
      try (PreparedStatement statement = prepared(numbered)) {
        ResultSetMetaData metaData = statement.getMetaData();
        // The last column is the number of the row.
        for (int i = 1; i < metaData.getColumnCount(); i++) {
          String name = metaData.getColumnName(i);
          ColumnType type = ResultTypes.of(name, metaData.getColumnTypeName(i));
          fields.add(new RowSchema.Field(name, type));
        }
      }
      return checked(fields);
    }

    private RowSchema checked(List<RowSchema.Field> fields) {
      try {
        return new RowSchema(new Transform(sql, fields).columns());
      } catch (IllegalArgumentException e) {
        throw new TransformException(e.getMessage() + "; name it with AS", e);
      }
    }

    /** DuckDB tells places in the text that it is given, so it is asked again about the original. */
    private PreparedStatement prepared(String numbered) throws SQLException {
      try {
        return duckDb.connection().prepareStatement(numbered);
      } catch (SQLException e) {
        try (PreparedStatement original = duckDb.connection().prepareStatement(sql)) {
          throw new TransformException(SqlErrors.firstLine(e), e);
        } catch (SQLException placed) {
          throw new TransformException(SqlErrors.placedLine(placed), placed);
        }
      }
    }

    private static String fetching(String numbered, List<ColumnFetch> columns) {
      List<String> expressions = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        names.add("r" + i);
        expressions.add(columns.get(i).expression("r" + i));
      }
      return "SELECT %s, %s FROM (%s) AS result(%s, %s)"
          .formatted(String.join(", ", expressions), ROW, numbered, String.join(", ", names), ROW);
    }
  }
}
