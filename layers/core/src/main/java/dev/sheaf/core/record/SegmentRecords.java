package dev.sheaf.core.record;

import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.Violation;

/** The rows of one segment as they are read, before any transform. */
public interface SegmentRecords extends SegmentRows {

  /**
   * The record of a row of the last batch, as a reject: only where the definition has a transform,
   * which may find fault with a row that was read.
   */
  Reject reject(RowBatch batch, int row, Violation violation);
}
