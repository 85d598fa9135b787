package dev.sheaf.bench.run;

import dev.sheaf.bench.orders.Generator;
import dev.sheaf.bench.orders.OrderFiles;
import dev.sheaf.bench.orders.Truth;
import dev.sheaf.bench.run.Table.Line;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code Bench HOME SIZE ROUNDS}: makes the files, runs every contender once per round, and prints
 * and writes the table of each one's fastest round. One after the other, never two at once.
 */
public final class Bench {
  private static final long SEED = 42;

  private final Path home;
  private final Size size;
  private final int rounds;

  private Bench(Path home, Size size, int rounds) {
    this.home = home;
    this.size = size;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    new Bench(home, Size.parse(arguments[1]), Integer.parseInt(arguments[2])).run();
  }

  private void run() throws IOException, InterruptedException {
    OrderFiles files = files();
    Path results = Files.createDirectories(home.resolve("results"));
    Path log = results.resolve(size.text() + ".log");
    Files.deleteIfExists(log);
    Entries entries = new Entries(home);
    double loadBefore = load();
    Map<Entry, Measurement> best = measure(entries.present(), files, log);
    Truth truth = Truth.read(files.truth());
    String text = head(truth, entries, loadBefore) + Table.of(lines(best, truth));
    System.out.println(text);
    Files.writeString(results.resolve(size.text() + ".md"), text);
  }

  private OrderFiles files() throws IOException {
    OrderFiles files = OrderFiles.of(Files.createDirectories(home.resolve("data")), size.text());
    Generator generator = new Generator(SEED);
    if (!files.exist(generator.name())) {
      System.err.println("bench: generating " + size.text());
      generator.generate(files, size.bytes());
    }
    return files;
  }

  private Map<Entry, Measurement> measure(List<Entry> entries, OrderFiles files, Path log)
      throws InterruptedException {
    ContenderProcess process = new ContenderProcess(log);
    Map<Entry, Measurement> best = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Entry entry : entries) {
        System.err.printf("bench: %s, %s, round %d%n", entry.format(), entry.name(), round);
        try {
          Measurement measured = process.run(entry, file(entry.format(), files));
          best.merge(entry, measured, Bench::faster);
        } catch (IOException e) {
          System.err.println("bench: " + e.getMessage());
        }
      }
    }
    return best;
  }

  private static Measurement faster(Measurement left, Measurement right) {
    return right.wallSeconds() < left.wallSeconds() ? right : left;
  }

  private static Path file(Format format, OrderFiles files) {
    return switch (format) {
      case CSV -> files.csv();
      case NDJSON -> files.ndjson();
    };
  }

  private static List<Line> lines(Map<Entry, Measurement> best, Truth truth) {
    Judge judge = new Judge(truth);
    List<Line> lines = new ArrayList<>();
    best.forEach(
        (entry, measured) -> {
          long bytes = entry.format() == Format.CSV ? truth.csvBytes() : truth.ndjsonBytes();
          String right =
              switch (entry.goal()) {
                case ANSWER -> judge.judge(measured.report().answer());
                case SCAN_ONLY -> judge.judgeFraming(measured.report().answer());
              };
          lines.add(new Line(entry, measured, bytes, right));
        });
    return lines;
  }

  private String head(Truth truth, Entries entries, double loadBefore) {
    String absent = entries.absent().isEmpty() ? "" : "Not installed: " + entries.absent() + ".\n";
    return String.format(
        Locale.ROOT,
        """
        %s: %,d records, %,d of them bad, %,d with a quoted line end; CSV %.1f MB, NDJSON %.1f MB.
        %d cores, load %.1f before and %.1f after; the fastest of %d rounds; JDK %s.
        %s
        """,
        truth.generator(),
        truth.records(),
        truth.bad(),
        truth.quotedNewlines(),
        truth.csvBytes() / 1e6,
        truth.ndjsonBytes() / 1e6,
        Runtime.getRuntime().availableProcessors(),
        loadBefore,
        load(),
        rounds,
        System.getProperty("java.version"),
        absent);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
