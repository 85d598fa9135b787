package dev.sheaf.query;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexEntry;
import java.util.List;

/**
 * Where the rows of a key may be.
 *
 * @param key canonical text of the column's type
 * @param candidates parts that may hold it
 * @param parts how many the snapshot has
 * @param calls to the object store that it took to find out
 */
record LookupPlan(
    RowSchema schema,
    RowSchema.Field column,
    String key,
    List<IndexEntry> candidates,
    int parts,
    int calls) {

  LookupPlan {
    candidates = List.copyOf(candidates);
  }
}
