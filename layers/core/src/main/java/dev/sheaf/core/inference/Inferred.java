package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Source;
import java.util.List;

/**
 * What an upload shows about its source and columns.
 *
 * @param evidence one line about the upload as a whole
 */
record Inferred(Source source, List<ColumnFinding> columns, String evidence) {
  Inferred {
    columns = List.copyOf(columns);
  }
}
