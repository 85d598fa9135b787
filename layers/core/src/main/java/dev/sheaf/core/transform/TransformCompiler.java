package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.RowSchema;

/** Makes transforms ready. */
@FunctionalInterface
public interface TransformCompiler {

  /**
   * Checks the SQL and works out what it gives.
   *
   * @param input columns of {@code segment}
   * @throws TransformException if it is not one row-wise SELECT over {@code segment}, or does
   *     anything that is not allowed
   */
  RowTransform compile(RowSchema input, String sql);
}
