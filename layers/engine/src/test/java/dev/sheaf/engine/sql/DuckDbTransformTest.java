package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.RowsFailedException;
import dev.sheaf.core.transform.TransformCheck;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.TextRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DuckDbTransformTest {
  @TempDir static Path folder;
  private static DuckDbTransformCompiler compiler;

  @BeforeAll
  static void open() {
    compiler = new DuckDbTransformCompiler(folder);
  }

  private static RowTransform compile(RowSchema input, String sql) {
    return compiler.compile(input, sql);
  }

  private static RowBatch batch(RowSchema schema, List<List<String>> rows) {
    RowBatch batch = new RowBatch(schema);
    new TextRows(schema, rows).fill(batch);
    return batch;
  }

  /** Offset and values of each row. */
  private static List<String> texts(RowBatch batch) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder text = new StringBuilder("@" + batch.offset(row));
      for (int i = 0; i < batch.schema().size(); i++) {
        ColumnVector values = batch.column(i);
        text.append(' ')
            .append(
                values.isNull(row)
                    ? "NULL"
                    : ValueText.of(batch.schema().fields().get(i).type(), values, row));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<String> run(String column, String sql, String... values) {
    RowSchema input = Samples.schema(column);
    List<List<String>> rows = Stream.of(values).map(Samples::row).toList();
    try (RowTransform transform = compile(input, sql)) {
      RowBatch out = new RowBatch(transform.schema());
      transform.apply(batch(input, rows), 0, values.length, out);
      return texts(out);
    }
  }

  @Test
  void everyKindOfValueComesBackAsItWas() {
    RowBatch in = batch(Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    try (RowTransform transform = compile(Samples.ALL_TYPES, "SELECT * FROM segment")) {
      assertThat(transform.schema()).isEqualTo(Samples.ALL_TYPES);
      RowBatch out = new RowBatch(transform.schema());
      transform.apply(in, 0, in.rows(), out);

      assertThat(texts(out)).isEqualTo(texts(in));
      assertThat(fingerprint(out)).isEqualTo(fingerprint(in));
    }
  }

  private static Object fingerprint(RowBatch batch) {
    RowHasher hasher = FingerprintVersion.V1.hasher(batch.schema());
    hasher.add(batch);
    return hasher.fingerprint();
  }

  @Test
  void rowsKeepTheirOffsetAndOrder() {
    assertThat(run("n bigint", "SELECT n * 2 AS n FROM segment WHERE n <> 2", "1", "2", "3"))
        .containsExactly("@0 2", "@20 6");
  }

  @Test
  void aRangeOfABatchIsAddedToWhatIsThere() {
    RowSchema input = Samples.schema("n bigint", "t varchar");
    RowBatch in =
        batch(
            input,
            List.of(
                Samples.row("1", "a"),
                Samples.row("2", null),
                Samples.row(null, "c"),
                Samples.row("4", "d")));
    try (RowTransform transform = compile(input, "SELECT n, t || '!' AS t FROM segment")) {
      RowBatch out = new RowBatch(transform.schema());
      transform.apply(in, 2, 4, out);
      transform.apply(in, 0, 0, out);
      transform.apply(in, 0, 2, out);

      assertThat(texts(out)).containsExactly("@20 NULL c!", "@30 4 d!", "@0 1 a!", "@10 2 NULL");
    }
  }

  @Test
  void rowsThatFailAddNothingAndAreToldWhy() {
    RowSchema input = Samples.schema("t varchar");
    RowBatch in = batch(input, List.of(Samples.row("1"), Samples.row("x"), Samples.row("3")));
    try (RowTransform transform = compile(input, "SELECT CAST(t AS BIGINT) AS n FROM segment")) {
      RowBatch out = new RowBatch(transform.schema());
      assertThatThrownBy(() -> transform.apply(in, 0, 3, out))
          .isInstanceOf(RowsFailedException.class)
          .hasMessageContaining("Could not convert string 'x' to INT64")
          .message()
          .doesNotContain("\n");
      assertThat(out.rows()).isZero();
      transform.apply(in, 2, 3, out);
      assertThat(texts(out)).containsExactly("@20 3");
    }
  }

  @Test
  void whatNoColumnCanHoldFailsItsRow() {
    assertFails("d date", "SELECT d + 400 * 365 AS d FROM segment", "9999-01-01", "column 'd' is");
    assertFails(
        "d date",
        "SELECT CAST('infinity' AS DATE) AS \"it's\" FROM segment",
        "2024-01-01",
        "column 'it's' is");
    assertFails(
        "t varchar",
        "SELECT CAST(t AS TIMESTAMP) AS at FROM segment",
        "-infinity",
        "column 'at' is not in the years 1 to 9999");
    assertFails(
        "n bigint", "SELECT n + 1 AS n FROM segment", Long.toString(Long.MAX_VALUE), "Overflow");
    assertFails(
        "n bigint",
        "SELECT repeat('x', n) AS t FROM segment",
        "17000000",
        "column 't' is longer than 16777216 bytes");
  }

  private static void assertFails(String column, String sql, String value, String message) {
    assertThatThrownBy(() -> run(column, sql, value))
        .isInstanceOf(RowsFailedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void conditionsGuardWhatWouldFail() {
    assertThat(
            run(
                "t varchar",
                "SELECT CASE WHEN t <> 'x' THEN CAST(t AS BIGINT) END AS n FROM segment"
                    + " WHERE t <> 'y' AND (t = 'x' OR CAST(t AS BIGINT) > 0)",
                "1",
                "x",
                "y"))
        .containsExactly("@0 1", "@10 NULL");
  }

  @Test
  void nestedValuesCanBeLookedInto() {
    assertThat(
            run(
                "j json",
                "SELECT j ->> '$.a' AS a, j FROM segment",
                "{\"a\": [1, 2]}",
                "[]",
                "null"))
        .containsExactly("@0 [1,2] {\"a\": [1, 2]}", "@10 NULL []", "@20 NULL null");
  }

  static Stream<Arguments> accepted() throws IOException {
    return Samples.lines("transforms-accepted.txt");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void whatIsAcceptedWorksRowByRow(String sql, String columns) {
    Definition definition =
        DefinitionParser.parse(
                "d.yaml",
                """
                dataset: d
                columns:
                  a: bigint
                  b: varchar
                  p: "decimal(18,2)"
                  w: "decimal(38,6)"
                  d: date
                  ts: timestamp
                  x: double
                  ok: boolean
                  j: json
                """)
            .withTransform(Transform.of(sql));

    assertThatCode(() -> TransformCheck.checked(definition, compiler)).doesNotThrowAnyException();
  }
}
