package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of columns for the names that an upload uses: the same, but for those that no column can
 * have.
 */
final class SafeNames {
  private SafeNames() {}

  /** Name in the upload to name of the column, only where they differ. */
  static Map<String, String> renames(List<String> names) {
    Map<String, String> renames = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(Column.fold(name)));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        renames.put(name, HeaderNames.free(HeaderNames.numbered(i + 1), taken));
      } else if (name.indexOf('\0') >= 0 || name.startsWith("_")) {
        renames.put(name, free(name.replace('\0', '_'), taken));
      }
    }
    return renames;
  }

  private static String free(String name, Set<String> taken) {
    String safe = name.startsWith("_") ? "c" + name : name;
    while (!taken.add(Column.fold(safe))) {
      safe = "c" + safe;
    }
    return safe;
  }

  /** What was renamed, for a finding; nothing if that is nothing. */
  static String evidence(Map<String, String> renames) {
    return renames.isEmpty()
        ? ""
        : "; names that no column can have: "
            + renames.entrySet().stream()
                .map(
                    rename ->
                        "'%s' is %s"
                            .formatted(rename.getKey().replace("\0", "\\u0000"), rename.getValue()))
                .collect(Collectors.joining(", "));
  }
}
