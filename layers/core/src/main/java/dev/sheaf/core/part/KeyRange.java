package dev.sheaf.core.part;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys between two bounds. A bound may be the beginning of a key: {@code (a)} is above all keys whose
 * first column is below {@code a}, and not above those where it is {@code a}.
 *
 * @param columns names of the columns of the key, all of them
 * @param from canonical texts of the first columns; empty: no bound. It is in the range itself
 * @param to the same; null: no bound. It is not in the range
 */
public record KeyRange(List<String> columns, List<String> from, @Nullable List<String> to) {
  public KeyRange {
    columns = List.copyOf(columns);
    from = List.copyOf(from);
    to = to == null ? null : List.copyOf(to);
    if (from.size() > columns.size() || to != null && to.size() > columns.size()) {
      throw new IllegalArgumentException("from %s to %s of key %s".formatted(from, to, columns));
    }
  }
}
