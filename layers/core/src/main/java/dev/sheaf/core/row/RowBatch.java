package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;

/**
 * Up to {@value #CAPACITY} typed rows, column by column, with the byte offset of each row's record
 * in its upload. One batch is filled and emptied again and again.
 */
public final class RowBatch {
  /** As many rows as DuckDB takes in one vector. */
  public static final int CAPACITY = 2048;

  private final RowSchema schema;
  private final ColumnVector[] columns;
  private final long[] offsets = new long[CAPACITY];
  private int rows;

  public RowBatch(RowSchema schema) {
    this.schema = schema;
    this.columns =
        schema.fields().stream()
            .map(field -> ColumnVector.of(field.type()))
            .toArray(ColumnVector[]::new);
  }

  public RowSchema schema() {
    return schema;
  }

  public ColumnVector column(int index) {
    return columns[index];
  }

  public int rows() {
    return rows;
  }

  public boolean isFull() {
    return rows == CAPACITY;
  }

  /** Offset in the upload of the first byte of this row's record. */
  public long offset(int row) {
    return offsets[row];
  }

  /** Counts the row that was just set in every column, at index {@link #rows}. */
  public void commitRow(long recordOffset) {
    offsets[rows++] = recordOffset;
  }

  /**
   * Sets the columns of the row at index {@link #rows} to those of a row of another batch, the first
   * ones if this batch has more. It is not committed.
   *
   * @param from whose columns are the first ones of this batch
   */
  public void copyRow(RowBatch from, int row) {
    for (int column = 0; column < from.columns.length && column < columns.length; column++) {
      columns[column].copy(rows, from.columns[column], row);
    }
  }

  /** Takes back what was set for the row at index {@link #rows}. */
  public void discardRow() {
    for (ColumnVector column : columns) {
      column.discard(rows);
    }
  }

  public void clear() {
    rows = 0;
    for (ColumnVector column : columns) {
      column.clear();
    }
  }
}
