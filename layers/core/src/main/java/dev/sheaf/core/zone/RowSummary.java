package dev.sheaf.core.zone;

import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import java.util.List;

/**
 * What is to be said of the rows of a part.
 *
 * @param fingerprintVersion of the fingerprint
 * @param columns the visible ones, in their order
 */
public record RowSummary(
    long rows,
    Fingerprint fingerprint,
    FingerprintVersion fingerprintVersion,
    List<ColumnBounds> columns) {
  public RowSummary {
    columns = List.copyOf(columns);
    if (rows < 0) {
      throw new IllegalArgumentException("%d rows".formatted(rows));
    }
  }
}
