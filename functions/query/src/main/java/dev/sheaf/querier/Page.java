package dev.sheaf.querier;

import dev.sheaf.engine.duckdb.QueryException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of an answer is asked for.
 *
 * @param request digest of what is asked, the page aside
 * @param from where it begins; null: with the first item
 * @param maxItems rows, or entries of a list; at least one
 */
record Page(String request, @Nullable PageToken from, long maxItems) {

  Page {
    if (maxItems < 1) {
      throw new QueryException("max_rows is %d; a page has at least one row".formatted(maxItems));
    }
    if (from != null && !from.request().equals(request)) {
      throw new QueryException(
          "'next' belongs to another request: repeat the one whose answer had it, or leave it out");
    }
  }

  /** The versions that the pages before are of. */
  Map<String, Integer> snapshots() {
    return from == null ? Map.of() : from.snapshots();
  }

  /** How many items the pages before had. */
  long skipped() {
    return from == null ? 0 : Long.parseLong(from.after());
  }

  /** The last name that the pages before had. */
  String lastName() {
    return from == null ? "" : from.after();
  }

  /** The place behind this page, in an answer of rows. */
  PageToken next(Map<String, Integer> snapshots, String answer, long handedOut) {
    return new PageToken(request, new TreeMap<>(snapshots), answer, Long.toString(handedOut));
  }

  /** The place behind this page, in a list. */
  PageToken next(Map<String, Integer> snapshots, String after) {
    return new PageToken(request, new TreeMap<>(snapshots), "", after);
  }
}
