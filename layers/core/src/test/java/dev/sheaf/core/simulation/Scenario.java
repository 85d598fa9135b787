package dev.sheaf.core.simulation;

/** Which troubles a world has, and who mends them. */
enum Scenario {
  /** Messages and events are lost; the keeper makes up for them. */
  LOSSES,
  /**
   * Nothing is lost: deliveries are repeated until they succeed, and what sends tasks does not die
   * half-way. Then all must end without a keeper, whatever happens to processors.
   */
  REPEATS,
  /** Messages and events are lost, and there is no keeper: this cannot go well. */
  NEGLECT;

  /** Three worlds of four have losses. */
  static Scenario of(long seed) {
    return seed % 4 == 0 ? REPEATS : LOSSES;
  }

  Faults.Loss loss() {
    return this == REPEATS ? Faults.Loss.NONE : Faults.Loss.POSSIBLE;
  }

  /** Whether calls of this function may fail. */
  boolean disturbs(Role role) {
    return this != REPEATS || role == Role.PROCESSOR;
  }

  boolean hasKeeper() {
    return this == LOSSES;
  }
}
