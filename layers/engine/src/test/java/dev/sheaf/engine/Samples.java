package dev.sheaf.engine;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.TextRows;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.engine.sql.QueryLimits;
import dev.sheaf.engine.sql.SelectStatement;
import dev.sheaf.engine.sql.SqlQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.params.provider.Arguments;

/** Schemas, rows and shortcuts of the tests. */
public final class Samples {
  public static final PartWriter.Provenance PROVENANCE =
      new PartWriter.Provenance("it's", 0xFEDC_BA98_7654_3210L);

  public static final RowSchema ALL_TYPES =
      schema(
          "flag boolean",
          "id bigint",
          "ratio double",
          "price decimal(18,2)",
          "count decimal(5,0)",
          "tiny decimal(18,18)",
          "wide decimal(38,10)",
          "day date",
          "at timestamp",
          "name varchar",
          "nested json");

  public static final List<List<String>> EVERY_KIND_OF_VALUE =
      List.of(
          row(
              "true",
              "1",
              "0.5",
              "12.30",
              "7",
              "0.000000000000000001",
              "1.5000000000",
              "2024-02-29",
              "2024-02-29T23:59:59Z",
              "plain",
              "{\"a\":[1,2]}"),
          row(
              "false",
              "-9223372036854775808",
              "-1.7976931348623157E308",
              "-9999999999999999.99",
              "-99999",
              "-0.999999999999999999",
              "-9999999999999999999999999999.9999999999",
              "0001-01-01",
              "0001-01-01T00:00:00.000001Z",
              "",
              "[]"),
          row(
              "true",
              "9223372036854775807",
              "4.9E-324",
              "9999999999999999.99",
              "99999",
              "0.999999999999999999",
              "9999999999999999999999999999.9999999999",
              "9999-12-31",
              "9999-12-31T23:59:59.999999Z",
              "a \"b\", c\nd é 한 🌾",
              "\"x\""),
          row(null, null, null, null, null, null, null, null, null, null, null),
          row(
              "false",
              "0",
              "NaN",
              "0.00",
              "0",
              "0.000000000000000000",
              "0.0000000000",
              "1969-12-31",
              "1969-12-31T23:59:59.999999Z",
              "NULL",
              "null"),
          row(
              "false",
              "0",
              "Infinity",
              "-0.01",
              "1",
              "0.100000000000000000",
              "18446744073709551616.0000000000",
              "1970-01-01",
              "1970-01-01T00:00:00Z",
              " ",
              "1.50"));

  private Samples() {}

  public static RowSchema schema(String... columns) {
    return new RowSchema(
        Arrays.stream(columns)
            .map(column -> column.split(" ", 2))
            .map(words -> new RowSchema.Field(words[0], ColumnType.parse(words[1])))
            .toList());
  }

  public static List<String> row(String... values) {
    return Arrays.asList(values);
  }

  /** Rows on their way to a part. */
  public static ObservedRows rows(RowSchema schema, List<List<String>> rows) {
    return rows(schema, rows, schema);
  }

  /**
   * Rows on their way to a part.
   *
   * @param visible the first columns of the schema
   */
  public static ObservedRows rows(RowSchema schema, List<List<String>> rows, RowSchema visible) {
    return new ObservedRows(new TextRows(schema, rows), visible, FingerprintVersion.V1);
  }

  /** The footer of a Parquet file, as a reader that knows nothing of Sheaf finds it. */
  public static FileMetaData metaData(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int length = bytes.getInt(bytes.limit() - 8);
      return Util.readFileMetaData(
          new ByteArrayInputStream(bytes.array(), bytes.limit() - 8 - length, length));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes a part and returns its file. */
  public static Path part(Path folder, String name, RowSchema schema, List<List<String>> rows) {
    Path file = folder.resolve(name + ".parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder).write(rows(schema, rows), PROVENANCE, file);
    return file;
  }

  /** Runs a query over tables whose parts lie in the folder; CSV without its header. */
  public static List<String> query(Path folder, String sql, QueryTable... tables) {
    return Arrays.stream(csv(folder, sql, tables).split("\n")).skip(1).toList();
  }

  public static String csv(Path folder, String sql, QueryTable... tables) {
    return text(folder, sql, OutputFormat.CSV, tables);
  }

  public static String text(Path folder, String sql, OutputFormat format, QueryTable... tables) {
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder));
        QueryResult result =
            new SqlQuery(duckDb, QueryLimits.DEFAULT)
                .run(SelectStatement.parse(duckDb, sql), List.of(tables))) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      format.writer().write(result, text);
      return text.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Lines of a resource as {@code left => right}; {@code \n} stands for a line end. */
  public static Stream<Arguments> lines(String file) throws IOException {
    try (InputStream content = Samples.class.getResourceAsStream(file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(" => "))
              .map(line -> line.split(" => (?!.* => )", 2))
              .map(sides -> Arguments.of(sides[0].replace("\\n", "\n"), sides[1].strip()))
              .toList()
              .stream();
    }
  }

  /** Numbers 0 to {@code count} in a column. */
  public static List<List<String>> numbers(int from, int to) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(row(Integer.toString(i)));
    }
    return rows;
  }
}
