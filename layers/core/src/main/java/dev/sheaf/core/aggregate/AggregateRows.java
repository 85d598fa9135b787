package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.DamagedStateException;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The rows of an aggregate: one per group, in the order of the groups' values. Numbers are ordered by
 * value, texts by UTF-8 bytes, false before true, NaN after all doubles, and NULL last. The offset of
 * a row is its place among them.
 */
public final class AggregateRows implements RowSource {
  private final MergedStates groups;

  /**
   * Finishes states into rows.
   *
   * @param groups of which nothing was read yet
   */
  public AggregateRows(MergedStates groups) {
    this.groups = groups;
  }

  @Override
  public RowSchema schema() {
    return groups.layout().resultSchema();
  }

  /**
   * As {@link RowSource#fill}.
   *
   * @throws SumOverflowException if a sum of decimals has more than 38 digits
   * @throws DamagedStateException if the states are damaged: no row so far may be used
   */
  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    try {
      while (!batch.isFull() && groups.next()) {
        groups.finish(batch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
