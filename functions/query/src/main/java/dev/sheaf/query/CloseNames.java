package dev.sheaf.query;

import java.util.List;
import java.util.stream.Collectors;

/** Helps whoever mistyped a name. */
final class CloseNames {
  private static final int MAX_EDITS = 2;
  private static final int MAX_LISTED = 20;

  private CloseNames() {}

  /** A sentence about the names there are, the close ones first. */
  static String hint(String mistyped, List<String> names) {
    if (names.isEmpty()) {
      return "there are none yet";
    }
    List<String> close = names.stream().filter(name -> edits(mistyped, name) <= MAX_EDITS).toList();
    if (!close.isEmpty()) {
      return "did you mean %s?".formatted(joined(close));
    }
    return "there are %s%s"
        .formatted(
            joined(names),
            names.size() > MAX_LISTED ? " and %d more".formatted(names.size() - MAX_LISTED) : "");
  }

  private static String joined(List<String> names) {
    return names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
