package dev.sheaf.core.snapshot;

import java.util.List;

/**
 * The keys of the first and the last of some rows in the order of their keys.
 *
 * @param first canonical texts ({@link dev.sheaf.core.value.ValueText}) of the columns of the key
 * @param last the same of the last row
 */
public record FirstAndLastKey(List<String> first, List<String> last) {
  public FirstAndLastKey {
    first = List.copyOf(first);
    last = List.copyOf(last);
    if (first.isEmpty() || first.size() != last.size()) {
      throw new IllegalArgumentException("keys from %s to %s".formatted(first, last));
    }
  }
}
