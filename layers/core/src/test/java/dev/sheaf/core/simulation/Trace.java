package dev.sheaf.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, a numbered line per event. */
final class Trace {
  private static final int MAX_LINE = 400;

  /** Whether to write anything down, which takes far longer than the simulation. */
  enum Detail {
    NOTHING,
    EVERYTHING
  }

  private final Detail detail;
  private final List<String> lines = new ArrayList<>();

  Trace(Detail detail) {
    this.detail = detail;
  }

  void add(Supplier<String> line) {
    if (detail == Detail.EVERYTHING) {
      String text = line.get();
      lines.add(text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + "..." : text);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("%5d %s%n".formatted(i + 1, lines.get(i)));
    }
    return text.toString();
  }
}
