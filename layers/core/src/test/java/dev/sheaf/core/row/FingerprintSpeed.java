package dev.sheaf.core.row;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures the versions in turn, on batches of orders in memory: CPU time of this thread per row.
 * Not a test.
 */
final class FingerprintSpeed {
  private static final int ROUNDS = 15;
  private static final int PASSES = 40;
  private static final int BATCHES = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final List<String> CATEGORIES =
      List.of("garden", "books", "toys", "kitchen", "music", "office", "sports", "pets");

  public static void main(String[] arguments) {
    List<RowBatch> orders = orders();
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double first = nanosPerRow(FingerprintVersion.V1, orders);
      double second = nanosPerRow(FingerprintVersion.V2, orders);
      ratios[round] = second / first;
      System.out.printf(
          "version 1: %.1f ns, version 2: %.1f ns, ratio %.3f%n", first, second, ratios[round]);
    }
    Arrays.sort(ratios);
    System.out.printf(
        "ratio: median %.3f, from %.3f to %.3f%n",
        ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
  }

  private static double nanosPerRow(FingerprintVersion version, List<RowBatch> batches) {
    RowHasher hasher = version.hasher(batches.get(0).schema());
    long before = THREADS.getCurrentThreadCpuTime();
    for (int pass = 0; pass < PASSES; pass++) {
      batches.forEach(hasher::add);
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - before;
    if (hasher.fingerprint().equals(Fingerprint.ZERO)) {
      throw new AssertionError();
    }
    return (double) nanos / ((long) PASSES * BATCHES * RowBatch.CAPACITY);
  }

  private static List<RowBatch> orders() {
    RowBatch[] batches = new RowBatch[BATCHES];
    SplittableRandom random = new SplittableRandom(7);
    Arrays.setAll(batches, i -> batch(i, random));
    return List.of(batches);
  }

  private static RowBatch batch(int index, SplittableRandom random) {
    RowBatch batch =
        new RowBatch(
            RowFamilies.schema(
                "order_id bigint",
                "placed_at timestamp",
                "customer_id bigint",
                "category varchar",
                "quantity bigint",
                "price decimal(18,2)",
                "shipped_on date",
                "note varchar"));
    while (!batch.isFull()) {
      int row = batch.rows();
      long day = 19_000 + random.nextInt(1_000);
      RowFamilies.longs(batch, 0).set(row, 100_000_000L + index * RowBatch.CAPACITY + row);
      RowFamilies.longs(batch, 1).set(row, (day * 86_400 + random.nextInt(86_400)) * 1_000_000L);
      RowFamilies.longs(batch, 2).set(row, random.nextInt(1_000_000));
      text(batch, 3, CATEGORIES.get(random.nextInt(CATEGORIES.size())));
      RowFamilies.longs(batch, 4).set(row, 1 + random.nextInt(50));
      RowFamilies.longs(batch, 5).set(row, random.nextInt(500_000));
      RowFamilies.longs(batch, 6).set(row, day + random.nextInt(10));
      switch (random.nextInt(4)) {
        case 0 -> batch.column(7).setNull(row);
        case 1 -> text(batch, 7, "leave it at the door, please: " + random.nextInt(1_000));
        default -> text(batch, 7, "call " + random.nextInt(1_000_000));
      }
      batch.commitRow(0);
    }
    return batch;
  }

  private static void text(RowBatch batch, int column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ((ColumnVector.Texts) batch.column(column)).append(batch.rows(), bytes, 0, bytes.length);
  }
}
