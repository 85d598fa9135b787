package dev.sheaf.core.transform;

import dev.sheaf.core.row.RowBatch;

/**
 * Transforms all rows but those that fail: rows among which one fails are halved until it is alone.
 * At most about {@code 2 log2(n)} tries for each row of n that fails.
 */
final class Bisection {
  private Bisection() {}

  /** As {@link RowTransform#apply}, except that rows that fail are told. */
  static void apply(
      RowTransform transform, RowBatch rows, int from, int to, RowBatch out, FailedRows failed) {
    try {
      transform.apply(rows, from, to, out);
    } catch (RowsFailedException e) {
      if (to - from == 1) {
        failed.accept(from, e.reason());
        return;
      }
      int middle = (from + to) >>> 1;
      apply(transform, rows, from, middle, out, failed);
      apply(transform, rows, middle, to, out, failed);
    }
  }
}
