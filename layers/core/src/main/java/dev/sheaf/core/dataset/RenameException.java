package dev.sheaf.core.dataset;

/** A definition renames a column in a way that cannot be; the message says which, and what to do. */
public final class RenameException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RenameException(String message) {
    super(message);
  }
}
