package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;

/**
 * Rows with the ids that their dataset gave to the columns, where what makes the rows knows names and
 * types only.
 *
 * @param schema the columns of the rows, with ids
 */
public record IdentifiedRows(RowSource rows, RowSchema schema) implements RowSource {

  public IdentifiedRows {
    if (!schema.hasColumnsOf(rows.schema())) {
      throw new IllegalArgumentException(
          "rows of %s are not rows of %s".formatted(rows.schema(), schema));
    }
  }

  @Override
  public void fill(RowBatch batch) {
    rows.fill(batch);
  }
}
