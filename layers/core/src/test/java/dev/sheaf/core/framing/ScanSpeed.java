package dev.sheaf.core.framing;

import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Measures the scan on one core, against one look-up per byte. Prints the best of several runs. */
final class ScanSpeed {
  private static final int BYTES = 64 << 20;
  private static final int PIECE = 1 << 20;
  private static final int RUNS = 12;

  private ScanSpeed() {}

  public static void main(String[] arguments) {
    Dialect escaping = new Dialect(',', '"', '\\', '#', true, LineEnd.LF);
    for (Map.Entry<String, byte[]> input : inputs().entrySet()) {
      for (Dialect dialect : new Dialect[] {Dialects.rfc4180(), escaping}) {
        RecordAutomaton automaton = RecordAutomaton.csv(dialect);
        double scan = 0;
        double walk = 0;
        for (int run = 0; run < RUNS; run++) {
          scan = Math.max(scan, megabytesPerSecond(() -> scan(automaton, input.getValue())));
          walk = Math.max(walk, megabytesPerSecond(() -> walk(automaton, input.getValue())));
        }
        System.out.printf(
            "%-28s escape %-4s scan %5.0f MB/s, table walk %4.0f MB/s%n",
            input.getKey(), dialect.escape(), scan, walk);
      }
    }
  }

  private static Map<String, byte[]> inputs() {
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    inputs.put("orders, 5 % quoted newlines", orders(0.05));
    inputs.put("orders, 95 % quoted newlines", orders(0.95));
    inputs.put("wide numbers", repeat("20260101,3.25,17,42.5,,1009,0.125,77,1234567,9\n"));
    inputs.put("every field quoted", repeat("\"1\",\"abc\",\"de\",\"2026-01-01\",\"\"\n"));
    inputs.put("two-byte records", repeat("1\n"));
    return inputs;
  }

  private static byte[] orders(double ratio) {
    return new RealisticCsv(new SplittableRandom(1), RealisticCsv.Traits.plain(ratio))
        .ofAtLeast(BYTES);
  }

  private static byte[] repeat(String line) {
    byte[] record = line.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[BYTES];
    for (int at = 0; at < BYTES; at += record.length) {
      System.arraycopy(record, 0, bytes, at, Math.min(record.length, BYTES - at));
    }
    return bytes;
  }

  private static double megabytesPerSecond(Runnable pass) {
    long begin = System.nanoTime();
    pass.run();
    return BYTES / 1e6 / ((System.nanoTime() - begin) / 1e9);
  }

  private static void scan(RecordAutomaton automaton, byte[] bytes) {
    SummaryScanner scanner = new SummaryScanner(automaton, RecordState.RECORD_START);
    for (int at = 0; at < BYTES; at += PIECE) {
      scanner.accept(bytes, at, at + PIECE);
    }
    consume(scanner.finish().hashCode());
  }

  private static void walk(RecordAutomaton automaton, byte[] bytes) {
    char[] next = automaton.monoid().table();
    byte[] classes = automaton.byteClasses();
    int element = TransitionMonoid.IDENTITY;
    for (int at = 0; at < BYTES; at++) {
      element = next[element << ByteClass.SHIFT | classes[bytes[at] & 0xFF]];
    }
    consume(element);
  }

  /** Keeps the compiler from dropping the pass. */
  private static void consume(int value) {
    if (value == Integer.MIN_VALUE + 12345) {
      System.out.println(Arrays.toString(new int[] {value}));
    }
  }
}
