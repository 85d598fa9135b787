package dev.sheaf.core.store;

/**
 * A conditional write was sent, and no answer came: it may have happened. Read what it would have
 * changed before anything else, and delete nothing that it may refer to. Whoever handles a message
 * lets it fail; its next delivery reads.
 */
public final class UnknownOutcomeException extends TransientException {
  private static final long serialVersionUID = 1;

  public UnknownOutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}
