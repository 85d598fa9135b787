package dev.sheaf.core.simulation;

/** The process died. An error, so that no code of ours catches it. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("crash", null, false, false);
  }
}
