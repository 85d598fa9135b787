package dev.sheaf.query;

import dev.sheaf.core.text.Spelling;
import java.util.List;
import java.util.stream.Collectors;

/** Helps whoever mistyped a name. */
final class CloseNames {
  private static final int MAX_LISTED = 20;

  private CloseNames() {}

  /** The name that was meant, if one is close; else the names there are. */
  static String hint(String mistyped, List<String> names) {
    if (names.isEmpty()) {
      return "there are none yet";
    }
    return Spelling.nearest(mistyped, names)
        .map("did you mean %s?"::formatted)
        .orElseGet(() -> "there are " + joined(names));
  }

  private static String joined(List<String> names) {
    String listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    int more = names.size() - MAX_LISTED;
    return more > 0 ? "%s and %d more".formatted(listed, more) : listed;
  }
}
