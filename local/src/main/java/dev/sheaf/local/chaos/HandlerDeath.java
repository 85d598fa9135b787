package dev.sheaf.local.chaos;

/**
 * Ends a function as a crash of its process would. An error, not an exception: no code of a function
 * catches it and goes on.
 */
final class HandlerDeath extends Error {
  private static final long serialVersionUID = 1;

  HandlerDeath(String call) {
    super("died on purpose in " + call);
  }
}
