package dev.sheaf.bench.orders;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Writes orders until the CSV file has its size; the same seed gives the same bytes. */
public final class Generator {
  private static final int VERSION = 1;

  private final long seed;

  public Generator(long seed) {
    this.seed = seed;
  }

  /** What the truth says about its origin. */
  public String name() {
    return "orders %d, seed %d".formatted(VERSION, seed);
  }

  /**
   * Writes both files, then the truth.
   *
   * @param csvBytes size of the CSV file; the last order may lead past it
   */
  public Truth generate(OrderFiles files, long csvBytes) throws IOException {
    Files.deleteIfExists(files.truth());
    Order order = new Order(seed);
    long records = 0;
    long bad = 0;
    long newlines = 0;
    long[] counts = new long[Order.CATEGORIES.length];
    long[] cents = new long[Order.CATEGORIES.length];
    OrderBytes csv = new OrderBytes(Files.newOutputStream(files.csv()));
    OrderBytes ndjson = new OrderBytes(Files.newOutputStream(files.ndjson()));
    try (csv;
        ndjson) {
      OrderCsv.header(csv);
      while (csv.written() < csvBytes) {
        csv.makeRoom();
        ndjson.makeRoom();
        order.next();
        OrderCsv.write(order, csv);
        OrderNdjson.write(order, ndjson);
        records++;
        if (order.noteHasNewline
            && order.flaw != Order.Flaw.TOO_FEW
            && order.flaw != Order.Flaw.TOO_MANY) {
          newlines++;
        }
        if (order.flaw == Order.Flaw.NONE) {
          counts[order.category]++;
          cents[order.category] += order.priceCents;
        } else {
          bad++;
        }
      }
    }
    Map<String, Long> rows = new HashMap<>();
    Map<String, BigDecimal> means = new HashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        rows.put(Order.CATEGORIES[i], counts[i]);
        means.put(Order.CATEGORIES[i], Truth.mean(cents[i], counts[i]));
      }
    }
    Truth truth =
        new Truth(name(), records, bad, newlines, csv.written(), ndjson.written(), rows, means);
    truth.write(files.truth());
    return truth;
  }
}
