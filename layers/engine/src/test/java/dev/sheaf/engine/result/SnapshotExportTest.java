package dev.sheaf.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.duckdb.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotExportTest {
  private static final RowSchema ONE = Samples.schema("id bigint");

  @TempDir Path folder;

  private long export(RowSchema schema, List<Path> parts, OutputFormat format, Path file) {
    return new SnapshotExport(EngineLimits.DEFAULT, folder).write(schema, parts, format, file);
  }

  @Test
  void csvIsWhatAQueryForEverythingGives() throws IOException {
    Path part = Samples.part(folder, "p", Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    Path file = folder.resolve("out.csv");

    assertThat(export(Samples.ALL_TYPES, List.of(part, part), OutputFormat.CSV, file))
        .isEqualTo(12);
    assertThat(Files.readString(file))
        .isEqualTo(
            Samples.csv(
                folder,
                "SELECT * FROM t",
                new QueryTable("t", Samples.ALL_TYPES, List.of(part, part))));
  }

  @Test
  void ndjsonNestsWhatIsJson() throws IOException {
    Path part = Samples.part(folder, "p", Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    Path file = folder.resolve("out.ndjson");
    export(Samples.ALL_TYPES, List.of(part), OutputFormat.NDJSON, file);

    assertThat(Files.readAllLines(file))
        .hasSize(6)
        .first()
        .isEqualTo(
            """
            {"flag":true,"id":1,"ratio":0.5,"price":12.30,"count":7,"tiny":0.000000000000000001,\
            "wide":1.5000000000,"day":"2024-02-29","at":"2024-02-29T23:59:59Z","name":"plain",\
            "nested":{"a":[1,2]}}""");
  }

  @Test
  void parquetHoldsTheVisibleColumnsInRowOrder() throws Exception {
    Path first = Samples.part(folder, "z", ONE, Samples.numbers(0, 150_000));
    Path second = Samples.part(folder, "a", ONE, Samples.numbers(150_000, 200_000));
    Path file = folder.resolve("out.parquet");

    assertThat(export(ONE, List.of(first, second), OutputFormat.PARQUET, file)).isEqualTo(200_000);
    List<String> expected = new ArrayList<>();
    Samples.numbers(0, 200_000).forEach(row -> expected.add(row.get(0)));
    assertThat(Samples.query(folder, "FROM t", new QueryTable("t", ONE, List.of(file))))
        .isEqualTo(expected);
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder))) {
      assertThat(
              duckDb.queryText(
                  "SELECT list(column_name) FROM (DESCRIBE FROM %s)"
                      .formatted(SqlText.literal(file))))
          .isEqualTo("[id]");
    }
  }

  @Test
  void nothingIsExportedAsNothing() throws IOException {
    for (OutputFormat format : OutputFormat.ofFiles()) {
      Path file = folder.resolve("none." + format);
      assertThat(export(ONE, List.of(), format, file)).isZero();
      assertThat(file).exists();
    }
    assertThat(folder.resolve("none.csv")).hasContent("id");
  }

  @Test
  void aDamagedPartFailsAndLeavesNoFile() throws IOException {
    Path part = Samples.part(folder, "p", ONE, Samples.numbers(0, 150_000));
    byte[] bytes = Files.readAllBytes(part);
    Arrays.fill(bytes, 4, 40, (byte) 0xFF);
    Files.write(part, bytes);
    Path file = folder.resolve("out.csv");

    assertThatThrownBy(() -> export(ONE, List.of(part), OutputFormat.CSV, file))
        .isInstanceOfAny(IllegalStateException.class, QueryException.class);
    assertThat(file).doesNotExist();
  }
}
