package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures one thread over CSV or NDJSON orders in memory, the first argument's number of MiB: framing, summary,
 * UTF-8 check, typed parsing, rules and fingerprint. Not a test.
 */
final class ReaderSpeed {
  private static final int ROUNDS = 6;

  public static void main(String[] arguments) {
    int mebibytes = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
    byte[] csv =
        orders(mebibytes << 20, "%d,%s,%s,%d,%d.%02d,%s,2024-%02d-%02d %02d:%02d:%02d,%s%n");
    TextLayout layout =
        TextLayout.csv(
            Dialects.rfc4180(),
            List.of(
                "order_id",
                "customer",
                "category",
                "quantity",
                "amount",
                "score",
                "ordered_at",
                "note"),
            0);
    measure("csv", csv, layout);
    byte[] lines =
        orders(
            mebibytes << 20,
            "{\"order_id\":%d,\"customer\":\"%s\",\"category\":\"%s\",\"quantity\":%d,\"amount\":%d.%02d,\"score\":%s,\"ordered_at\":\"2024-%02d-%02d %02d:%02d:%02d\",\"note\":\"%s\"}%n");
    measure("ndjson", lines, TextLayout.ndjson(0));
  }

  private static void measure(String what, byte[] upload, TextLayout layout) {
    for (int round = 0; round < ROUNDS; round++) {
      long plain = pass(upload, layout, false);
      long all = pass(upload, layout, true);
      System.out.printf(
          "%s: read %d MB/s; with fingerprint %d MB/s%n",
          what, upload.length * 1000L / plain, upload.length * 1000L / all);
    }
  }

  private static long pass(byte[] upload, TextLayout layout, boolean fingerprint) {
    long begin = System.nanoTime();
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                upload.length, layout, definition(), "default", 0, upload.length, 1 << 24),
            new BytesReader(upload),
            null,
            reject -> {
              throw new AssertionError(reject);
            });
    RowBatch batch = new RowBatch(reader.schema());
    RowHasher hasher = FingerprintVersion.NEWEST.hasher(reader.schema());
    for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
      if (fingerprint) {
        hasher.add(batch);
      }
    }
    if (reader.outcome().counts().rows() == 0) {
      throw new AssertionError(hasher.fingerprint());
    }
    return System.nanoTime() - begin;
  }

  private static Definition definition() {
    Column[] columns = {
      column("order_id", "bigint").required().build(),
      column("customer", "varchar").build(),
      column("category", "varchar").trim().build(),
      column("quantity", "bigint").min("0").build(),
      column("amount", "decimal(18,2)").min("0").build(),
      column("score", "double").build(),
      column("ordered_at", "timestamp").zone("Asia/Seoul").build(),
      column("note", "varchar").build()
    };
    return Reading.definition(UnknownColumns.REJECT, columns);
  }

  private static byte[] orders(int bytes, String format) {
    Random random = new Random(7);
    String[] categories = {"garden", "books", "toys", "kitchen", "music"};
    byte[] upload = new byte[bytes];
    int used = 0;
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      block.append(
          format.formatted(
              100_000_000 + i,
              "customer-" + random.nextInt(100_000),
              categories[random.nextInt(5)],
              random.nextInt(50),
              random.nextInt(5000),
              random.nextInt(100),
              Double.toString(random.nextInt(10_000) / 1000.0),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60),
              i % 50 == 0 ? "später, bitte".replace(",", "") : "leave at door " + i));
    }
    byte[] encoded = block.toString().getBytes(StandardCharsets.UTF_8);
    while (used + encoded.length <= bytes) {
      System.arraycopy(encoded, 0, upload, used, encoded.length);
      used += encoded.length;
    }
    return Arrays.copyOf(upload, used);
  }
}
