package dev.sheaf.core.record;

import dev.sheaf.core.row.RowSource;

/** The rows of one segment, and what became of its records. */
public interface SegmentRows extends RowSource {

  /**
   * What was there.
   *
   * @throws IllegalStateException if {@link #fill} has not returned an empty batch yet
   */
  SegmentOutcome outcome();
}
