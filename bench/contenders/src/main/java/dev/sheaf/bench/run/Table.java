package dev.sheaf.bench.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as Markdown. */
final class Table {
  private static final String HEADER =
      """
      | %s | wall s | CPU s | MB/s | peak RSS MB | wall, of Sheaf's | CPU, of Sheaf's | right? | remark |
      |---|---:|---:|---:|---:|---:|---:|---|---|
      """;
  private static final String ROW = "| %s | %.2f | %.2f | %.0f | %d | %s | %s | %s | %s |%n";

  /** A line, judged. */
  record Line(Entry entry, Measurement best, long bytes, String right) {}

  private Table() {}

  static String of(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    Map<Format, Measurement> first = new EnumMap<>(Format.class);
    for (Line line : lines) {
      Format format = line.entry.format();
      if (!first.containsKey(format)) {
        text.append(first.isEmpty() ? "" : "\n").append(HEADER.formatted(format));
        first.put(format, line.best);
      }
      text.append(row(line, first.get(format)));
    }
    return text.toString();
  }

  private static String row(Line line, Measurement sheaf) {
    Measurement best = line.best;
    boolean comparable = line.entry.goal() == Entry.Goal.ANSWER;
    return String.format(
        Locale.ROOT,
        ROW,
        line.entry.name(),
        best.wallSeconds(),
        best.report().cpuSeconds(),
        line.bytes / 1e6 / best.wallSeconds(),
        best.report().peakRssBytes() >> 20,
        comparable ? ratio(best.wallSeconds(), sheaf.wallSeconds()) : "",
        comparable ? ratio(best.report().cpuSeconds(), sheaf.report().cpuSeconds()) : "",
        line.right,
        best.report().answer().remark());
  }

  private static String ratio(double value, double of) {
    return String.format(Locale.ROOT, "%.2f", value / of);
  }
}
