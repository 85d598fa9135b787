package dev.sheaf.core.transform;

/** A transform has no answer for at least one of some rows; the others are worth another try. */
public final class RowsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason one line for people
   */
  public RowsFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** One line for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
