package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.Integration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of an upsert by id, worked out from all rows at once. */
final class Winners {
  private Winners() {}

  /**
   * A line per id, as {@link Row#line} writes it.
   *
   * @param rows in the order of their uploads
   */
  static List<String> lines(List<Row> rows, Integration.Upsert upsert) {
    boolean latest = upsert.latestBy() != null;
    Map<Long, Row> winners = new TreeMap<>();
    for (Row row : rows) {
      winners.merge(
          row.id(),
          row,
          (old, next) -> !latest || compare(next.note(), old.note()) >= 0 ? next : old);
    }
    return winners.values().stream().map(Row::line).toList();
  }

  private static int compare(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
