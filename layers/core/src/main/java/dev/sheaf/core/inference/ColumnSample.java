package dev.sheaf.core.inference;

import java.util.List;

/**
 * What was sampled of a column.
 *
 * @param values of the records that have the column, NULLs among them
 */
record ColumnSample(String name, List<SampleValue> values) {
  ColumnSample {
    values = List.copyOf(values);
  }
}
