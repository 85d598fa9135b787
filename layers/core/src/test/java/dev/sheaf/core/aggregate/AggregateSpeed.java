package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.ExactSums;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Measures exact sums beside plain additions, and the aggregation of rows by few and by many groups:
 * CPU time of the thread, heap and stored bytes. The best of several runs. Not a test.
 */
final class AggregateSpeed {
  private static final int VALUES = 4 << 20;
  private static final int RUNS = 8;
  private static final int BATCH = RowBatch.CAPACITY;
  private static final int BATCHES = 64;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ColumnType DOUBLE = ColumnType.parse("double");
  private static final ColumnType NARROW = ColumnType.parse("decimal(18,2)");
  private static final ColumnType WIDE = ColumnType.parse("decimal(38,2)");
  private static double sink;

  private AggregateSpeed() {}

  public static void main(String[] arguments) throws IOException {
    doubles("of one magnitude", 0);
    doubles("of magnitudes 1e-30 to 1e30", 100);
    wholes();
    for (int groups : new int[] {5, 10_000, 1_000_000}) {
      groupBy(groups);
    }
    System.out.println(sink);
  }

  private static void doubles(String what, int exponents) {
    SplittableRandom random = new SplittableRandom(1);
    ColumnVector.Doubles[] vectors = new ColumnVector.Doubles[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      vectors[i] = (ColumnVector.Doubles) ColumnVector.of(ColumnType.parse("double"));
      for (int row = 0; row < BATCH; row++) {
        int exponent = exponents == 0 ? 0 : random.nextInt(-exponents, exponents);
        vectors[i].set(row, Math.scalb(random.nextDouble() - 0.25, exponent));
      }
    }
    print("double += " + what, perValue(() -> plain(vectors)));
    print("BigDecimal.add " + what, perValue(() -> bigDecimal(vectors)));
    print("exact sum " + what, perValue(() -> exact(ExactSums.of(DOUBLE), vectors)));
    print(
        "exact sum of squares " + what,
        perValue(() -> exact(ExactSums.ofSquares(DOUBLE), vectors)));
  }

  private static void wholes() {
    SplittableRandom random = new SplittableRandom(1);
    ColumnVector.Longs[] longs = new ColumnVector.Longs[BATCHES];
    ColumnVector.WideDecimals[] wide = new ColumnVector.WideDecimals[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      longs[i] = (ColumnVector.Longs) ColumnVector.of(ColumnType.parse("decimal(18,2)"));
      wide[i] = (ColumnVector.WideDecimals) ColumnVector.of(ColumnType.parse("decimal(38,2)"));
      for (int row = 0; row < BATCH; row++) {
        longs[i].set(row, random.nextLong(-1_000_000, 100_000_000));
        wide[i].set(row, random.nextLong(-1_000_000, 1_000_000), random.nextLong());
      }
    }
    print("decimal(18,2) BigDecimal.add", perValue(() -> bigDecimal(longs)));
    print("decimal(18,2) exact sum", perValue(() -> exact(ExactSums.of(NARROW), longs)));
    print(
        "decimal(18,2) exact sum of squares",
        perValue(() -> exact(ExactSums.ofSquares(NARROW), longs)));
    print("decimal(38,2) exact sum", perValue(() -> exact(ExactSums.of(WIDE), wide)));
    print(
        "decimal(38,2) exact sum of squares",
        perValue(() -> exact(ExactSums.ofSquares(WIDE), wide)));
  }

  private static double plain(ColumnVector.Doubles[] vectors) {
    double sum = 0;
    for (int i = 0; i < VALUES / BATCH; i++) {
      ColumnVector.Doubles values = vectors[i % BATCHES];
      for (int row = 0; row < BATCH; row++) {
        if (!values.isNull(row)) {
          sum += values.value(row);
        }
      }
    }
    return sum;
  }

  private static double bigDecimal(ColumnVector[] vectors) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < VALUES / BATCH; i++) {
      ColumnVector values = vectors[i % BATCHES];
      for (int row = 0; row < BATCH; row++) {
        sum =
            sum.add(
                values instanceof ColumnVector.Doubles doubles
                    ? new BigDecimal(doubles.value(row))
                    : BigDecimal.valueOf(((ColumnVector.Longs) values).value(row), 2));
      }
    }
    return sum.doubleValue();
  }

  private static double exact(ExactSums sums, ColumnVector[] vectors) {
    int[] groups = new int[BATCH];
    sums.reserve(1);
    for (int i = 0; i < VALUES / BATCH; i++) {
      sums.add(vectors[i % BATCHES], groups, BATCH);
    }
    return sums.sum(0).unscaled().doubleValue();
  }

  private static void groupBy(int groups) throws IOException {
    RowSchema schema =
        Cells.schema("category varchar", "amount decimal(18,2)", "score double", "day date");
    for (List<Aggregation.Measured> measures :
        List.of(
            List.<Aggregation.Measured>of(),
            List.of(measured("amount", Measure.SUM, Measure.MEAN)),
            List.of(measured("amount", Measure.SUM, Measure.MEAN, Measure.STDDEV)),
            List.of(measured("score", Measure.SUM, Measure.MEAN)),
            List.of(measured("score", Measure.SUM, Measure.MEAN, Measure.STDDEV)),
            List.of(measured("day", Measure.MIN, Measure.MAX)))) {
      groupBy(groups, schema, new Aggregation(List.of("category"), measures));
    }
  }

  private static void groupBy(int groups, RowSchema schema, Aggregation aggregation)
      throws IOException {
    StateLayout layout = StateLayout.of(aggregation, schema);
    RowBatch[] batches = batches(schema, groups);
    double best = Double.MAX_VALUE;
    HashAggregation last = new HashAggregation(layout, Long.MAX_VALUE);
    for (int run = 0; run < RUNS / 2; run++) {
      HashAggregation fresh = new HashAggregation(layout, Long.MAX_VALUE);
      for (RowBatch batch : batches) {
        fresh.add(batch);
      }
      long begin = nanoseconds();
      for (RowBatch batch : batches) {
        fresh.add(batch);
      }
      best = Math.min(best, (nanoseconds() - begin) / (double) (batches.length * BATCH));
      last = fresh;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    long begin = nanoseconds();
    last.writeTo(file);
    double write = (nanoseconds() - begin) / (double) last.groups();
    byte[] bytes = file.toByteArray();
    begin = nanoseconds();
    try (MergedStates merged =
        new MergedStates(
            layout, List.of(new ByteArrayInputStream(bytes), new ByteArrayInputStream(bytes)))) {
      merged.writeTo(new ByteArrayOutputStream());
    }
    double merge = (nanoseconds() - begin) / (double) last.groups();
    begin = nanoseconds();
    RowBatch result = new RowBatch(layout.resultSchema());
    try (MergedStates merged = new MergedStates(layout, List.of(new ByteArrayInputStream(bytes)))) {
      AggregateRows rows = new AggregateRows(merged);
      for (rows.fill(result); result.rows() > 0; rows.fill(result)) {
        sink += result.rows();
      }
    }
    double finish = (nanoseconds() - begin) / (double) last.groups();
    System.out.printf(
        "%,9d groups %-60s %5.0f ns/row; per group: heap %4d B, stored %4d B, write %5.0f ns, merge two %5.0f ns, finish %5.0f ns%n",
        last.groups(),
        aggregation.measures(),
        best,
        last.heapBytes() / last.groups(),
        bytes.length / last.groups(),
        write,
        merge,
        finish);
  }

  /** Each group once, then at random, a million rows at least. */
  private static RowBatch[] batches(RowSchema schema, int groups) {
    SplittableRandom random = new SplittableRandom(2);
    RowBatch[] batches = new RowBatch[Math.max(512, (groups + BATCH - 1) / BATCH)];
    for (int i = 0; i < batches.length; i++) {
      RowBatch batch = new RowBatch(schema);
      for (int row = 0; row < BATCH; row++) {
        int ordinal = i * BATCH + row;
        int group = ordinal < groups ? ordinal : random.nextInt(groups);
        byte[] name = ("category-" + group).getBytes(StandardCharsets.UTF_8);
        ((ColumnVector.Texts) batch.column(0)).append(row, name, 0, name.length);
        ((ColumnVector.Longs) batch.column(1)).set(row, random.nextLong(0, 1_000_000));
        ((ColumnVector.Doubles) batch.column(2)).set(row, random.nextDouble() * 100);
        ((ColumnVector.Longs) batch.column(3)).set(row, random.nextLong(18_000, 20_000));
        batch.commitRow(ordinal);
      }
      batches[i] = batch;
    }
    return batches;
  }

  private static Aggregation.Measured measured(String column, Measure... measures) {
    return new Aggregation.Measured(column, List.of(measures));
  }

  private static double perValue(Supplier<Double> work) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long begin = nanoseconds();
      sink += work.get();
      best = Math.min(best, (nanoseconds() - begin) / (double) VALUES);
    }
    return best;
  }

  /** Of this thread alone: other work on the machine must not count. */
  private static long nanoseconds() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static void print(String what, double nanoseconds) {
    System.out.printf("%-52s %7.2f ns%n", what, nanoseconds);
  }
}
