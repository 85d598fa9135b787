package dev.sheaf.core.transform;

/** Is told the rows that a transform has no answer for, in order. */
@FunctionalInterface
interface FailedRows {

  /**
   * @param reason one line for people
   */
  void accept(int row, String reason);
}
