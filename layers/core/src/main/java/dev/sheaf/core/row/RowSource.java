package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;

/** Rows to be pulled, batch by batch. */
public interface RowSource {

  RowSchema schema();

  /**
   * Clears the batch and fills it. An empty batch afterwards means that there are no more rows.
   *
   * @param batch of this source's {@link #schema}
   */
  void fill(RowBatch batch);
}
