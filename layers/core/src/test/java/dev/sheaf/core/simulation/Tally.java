package dev.sheaf.core.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened, over many simulations. */
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  void count(Object what) {
    counts.merge(what.toString(), 1L, Long::sum);
  }

  long of(Object what) {
    return counts.getOrDefault(what.toString(), 0L);
  }

  void add(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append("%,14d %s%n".formatted(count, what)));
    return text.toString();
  }
}
