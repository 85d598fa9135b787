package dev.sheaf.core.store;

/**
 * A remote call failed in a way that a later, identical call may not: throttling, a broken
 * connection, a 5xx. Whoever handles the message lets it fail, and the queue delivers it again.
 */
public class TransientException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TransientException(String message, Throwable cause) {
    super(message, cause);
  }

  public TransientException(String message) {
    super(message);
  }
}
