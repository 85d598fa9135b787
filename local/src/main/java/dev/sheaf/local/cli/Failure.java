package dev.sheaf.local.cli;

/** A command cannot do what was asked; the message says why in a line, and what to do. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }
}
