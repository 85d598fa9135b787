package dev.sheaf.core.simulation;

/** An invariant does not hold. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  private final Invariant invariant;

  Violation(Invariant invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  Violation(Invariant invariant, Throwable cause) {
    super(invariant + ": " + cause, cause);
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }

  static void unless(boolean holds, Invariant invariant, String what, Object... arguments) {
    if (!holds) {
      throw new Violation(invariant, what.formatted(arguments));
    }
  }
}
