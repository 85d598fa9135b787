package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of columns for the names that an upload uses: the same, but for those that are Sheaf's. */
final class SafeNames {
  private SafeNames() {}

  /** Name in the upload to name of the column, only where they differ. */
  static Map<String, String> renames(List<String> names) {
    Map<String, String> renames = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(Column.fold(name)));
    for (String name : names) {
      if (name.startsWith("_")) {
        String safe = "c" + name;
        while (!taken.add(Column.fold(safe))) {
          safe = "c" + safe;
        }
        renames.put(name, safe);
      }
    }
    return renames;
  }
}
