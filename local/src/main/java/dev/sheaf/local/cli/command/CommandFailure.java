package dev.sheaf.local.cli.command;

/** A command cannot do what was asked; the message says why in a line, and what to do. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandFailure(String message) {
    super(message);
  }
}
