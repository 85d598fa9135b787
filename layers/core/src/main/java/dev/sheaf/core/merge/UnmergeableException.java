package dev.sheaf.core.merge;

/**
 * These contributions can never make a snapshot; the message says why, and what helps. Trying again
 * is of no use.
 */
public final class UnmergeableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnmergeableException(String message, Throwable cause) {
    super(message, cause);
  }
}
