package dev.sheaf.engine.sql;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.RowsFailedException;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.TextRows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transform costs beside the part that is written anyway; run as a program with the number of
 * rows. Prints seconds of process CPU time.
 */
final class TransformSpeed {
  private static final RowSchema INPUT =
      Samples.schema(
          "id bigint",
          "price decimal(18,2)",
          "day date",
          "at timestamp",
          "ok boolean",
          "score double",
          "name varchar",
          "city varchar");

  private TransformSpeed() {}

  public static void main(String[] args) throws IOException {
    long rows = Long.parseLong(args[0]);
    Path folder = Files.createTempDirectory("speed");
    RowBatch batch = batch();
    for (int round = 0; round < 2; round++) {
      for (String sql :
          List.of(
              "SELECT * FROM segment",
              "SELECT *, price > 100 AS large FROM segment WHERE city <> 'x'",
              "SELECT id, price * 2 AS p, upper(name) AS n FROM segment WHERE ok",
              "SELECT id FROM segment")) {
        try (RowTransform transform = new DuckDbTransformCompiler(folder).compile(INPUT, sql)) {
          RowBatch out = new RowBatch(transform.schema());
          measure(sql, rows, () -> run(transform, batch, rows, out));
        }
      }
      single(folder, batch);
    }
  }

  private static void run(RowTransform transform, RowBatch batch, long rows, RowBatch out) {
    for (long done = 0; done < rows; done += batch.rows()) {
      out.clear();
      transform.apply(batch, 0, batch.rows(), out);
    }
  }

  private static void single(Path folder, RowBatch batch) {
    String sql = "SELECT id, CAST(name AS BIGINT) AS n FROM segment";
    try (RowTransform transform = new DuckDbTransformCompiler(folder).compile(INPUT, sql)) {
      RowBatch out = new RowBatch(transform.schema());
      measure("a try that fails, 1,000 times", 1_000, () -> fail(transform, batch, out));
    }
  }

  private static void fail(RowTransform transform, RowBatch batch, RowBatch out) {
    for (int i = 0; i < 1_000; i++) {
      try {
        transform.apply(batch, i, i + 1, out);
      } catch (RowsFailedException expected) {
        out.clear();
      }
    }
  }

  private static RowBatch batch() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < RowBatch.CAPACITY; i++) {
      rows.add(
          List.of(
              Integer.toString(i),
              i + ".25",
              "2024-02-29",
              "2024-02-29T23:59:59Z",
              i % 2 == 0 ? "true" : "false",
              Double.toString(i / 3.0),
              "customer-" + i * 37,
              "city " + i % 50));
    }
    RowBatch batch = new RowBatch(INPUT);
    new TextRows(INPUT, rows).fill(batch);
    return batch;
  }

  private static void measure(String what, long rows, Runnable work) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    work.run();
    double seconds = (system.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf("%-70s %6.2f s CPU, %.2f us a row%n", what, seconds, seconds * 1e6 / rows);
  }
}
