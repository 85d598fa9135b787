package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.engine.result.SnapshotExport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How fast parts are written and exported; run as a program with the number of rows. Prints rows per
 * second of process CPU time, and the peak of resident memory.
 */
final class EngineSpeed {
  private static final RowSchema SCHEMA =
      Samples.schema(
          "id bigint",
          "price decimal(18,2)",
          "wide decimal(38,6)",
          "day date",
          "at timestamp",
          "ok boolean",
          "score double",
          "name varchar");

  private EngineSpeed() {}

  /** Regular values, one row in seven without a name. */
  private static final class Rows implements RowSource {
    private final long rows;
    private long next;

    Rows(long rows) {
      this.rows = rows;
    }

    @Override
    public RowSchema schema() {
      return SCHEMA;
    }

    @Override
    public void fill(RowBatch batch) {
      batch.clear();
      for (; next < rows && !batch.isFull(); next++) {
        int row = batch.rows();
        longs(batch, 0).set(row, next);
        longs(batch, 1).set(row, next * 7919 % 1_000_003);
        ((ColumnVector.WideDecimals) batch.column(2)).set(row, 1, next);
        longs(batch, 3).set(row, next % 20_000);
        longs(batch, 4).set(row, 1_700_000_000_000_000L + next * 1_000_003);
        longs(batch, 5).set(row, next & 1);
        ((ColumnVector.Doubles) batch.column(6)).set(row, next / 3.0);
        name(batch.column(7), row);
        batch.commitRow(next * 80);
      }
    }

    private void name(ColumnVector column, int row) {
      if (next % 7 == 0) {
        column.setNull(row);
        return;
      }
      byte[] name = "customer-0000000".getBytes(StandardCharsets.ISO_8859_1);
      long digits = next % 100_000;
      for (int i = name.length - 1; digits > 0; i--, digits /= 10) {
        name[i] = (byte) ('0' + digits % 10);
      }
      ((ColumnVector.Texts) column).append(row, name, 0, name.length);
    }

    private static ColumnVector.Longs longs(RowBatch batch, int column) {
      return (ColumnVector.Longs) batch.column(column);
    }
  }

  public static void main(String[] args) throws IOException {
    long rows = Long.parseLong(args[0]);
    Path folder = Files.createTempDirectory("speed");
    Path part = folder.resolve("part.parquet");
    for (int i = 0; i < 3; i++) {
      measure("generate only", rows, () -> drain(new Rows(rows)));
      measure("write part", rows, () -> write(folder, part, rows));
    }
    System.out.printf("%d bytes%n", Files.size(part));
    measure("copy by DuckDB alone", rows, () -> copy(folder, part));
    for (OutputFormat format : OutputFormat.ofFiles()) {
      measure("export " + format, rows, () -> export(folder, part, format));
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }

  private static void drain(Rows rows) {
    RowBatch batch = new RowBatch(SCHEMA);
    do {
      rows.fill(batch);
    } while (batch.rows() > 0);
  }

  private static void write(Path folder, Path part, long rows) {
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
        .write(new ObservedRows(new Rows(rows), FingerprintVersion.V1), Samples.PROVENANCE, part);
  }

  private static void copy(Path folder, Path part) {
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder))) {
      duckDb.execute(
          "COPY (FROM %s) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(SqlText.literal(part), SqlText.literal(folder.resolve("copy.parquet"))));
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void export(Path folder, Path part, OutputFormat format) {
    new SnapshotExport(EngineLimits.DEFAULT, folder)
        .write(SCHEMA, List.of(part), format, folder.resolve("export." + format));
  }

  private static void measure(String what, long rows, Runnable work) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    System.out.printf(
        "%-22s %5.2f s CPU, %5.2f s, %.2f M rows per CPU s%n",
        what, cpuSeconds, wallSeconds, rows / cpuSeconds / 1e6);
  }
}
