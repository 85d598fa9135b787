package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;

/** A transform that is ready for rows. Not for use by two threads at once. */
public interface RowTransform extends AutoCloseable {

  /** The columns of the rows that come out. */
  RowSchema schema();

  /**
   * Transforms some rows of a batch. Each becomes one row or none; the row has the offset of the one
   * that it was made from, and the order stays.
   *
   * @param from first row
   * @param to row after the last one
   * @param out what comes out is added to it; it has room for as many rows
   * @throws RowsFailedException if the SQL fails on one of these rows; nothing was added
   * @throws TransformException if the transform is of no use for any rows
   */
  void apply(RowBatch rows, int from, int to, RowBatch out);

  @Override
  void close();
}
