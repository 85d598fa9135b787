package dev.sheaf.core.merge;

import dev.sheaf.core.snapshot.RowGroup;

/**
 * What is known of the keys of a row group.
 *
 * @param floor beginning of a key that none is below
 * @param ceiling beginning of a key that none is above
 */
record Fence(SortedPart input, RowGroup group, Key floor, Key ceiling) {

  /** Whether some of its keys may be in the range. */
  boolean mayReach(KeyInterval range) {
    return range.mayMeet(floor, ceiling);
  }
}
