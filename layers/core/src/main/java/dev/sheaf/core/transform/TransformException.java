package dev.sheaf.core.transform;

/**
 * A transform that cannot be used. The message is one line for whoever wrote it, with the place in
 * the SQL where there is one; the definition must change, trying again does not help.
 */
public final class TransformException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TransformException(String message) {
    super(message);
  }

  public TransformException(String message, Throwable cause) {
    super(message, cause);
  }
}
