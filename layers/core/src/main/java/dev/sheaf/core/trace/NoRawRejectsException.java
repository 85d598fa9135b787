package dev.sheaf.core.trace;

/** The rejected records of an upload cannot be given back; the message says why, for people. */
public final class NoRawRejectsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoRawRejectsException(String message) {
    super(message);
  }
}
