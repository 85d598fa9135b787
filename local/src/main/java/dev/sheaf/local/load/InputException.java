package dev.sheaf.local.load;

/** What was named to be loaded cannot be, as it is; the message says what to change. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
