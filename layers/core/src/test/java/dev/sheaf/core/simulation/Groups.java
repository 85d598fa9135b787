package dev.sheaf.core.simulation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of an aggregate by note, worked out from all rows at once. */
final class Groups {
  private Groups() {}

  /** A line per group, as {@link MarkedPartWriter} writes the rows of an aggregate. */
  static List<String> lines(List<Row> rows) {
    Map<String, List<Row>> noted =
        rows.stream()
            .filter(row -> row.note() != null)
            .collect(
                Collectors.groupingBy(
                    row -> String.valueOf(row.note()),
                    () -> new TreeMap<>(Comparator.comparing(Groups::bytes)),
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    noted.forEach((note, group) -> lines.add(Row.quoted(note) + " " + measures(group)));
    List<Row> rest = rows.stream().filter(row -> row.note() == null).toList();
    if (!rest.isEmpty()) {
      lines.add(Row.quoted(null) + " " + measures(rest));
    }
    return lines;
  }

  /** Characters of which each is a byte of UTF-8: the order of the groups. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String measures(List<Row> group) {
    long sum = group.stream().mapToLong(Row::id).sum();
    long max = group.stream().mapToLong(Row::id).max().orElseThrow();
    double mean = new BigDecimal(sum).doubleValue() / group.size();
    return "%d %d %s %d".formatted(group.size(), sum, mean, max);
  }
}
