package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definitions;

/** What came of a definition that was to be the current one of its dataset. */
public enum DefinitionChange {
  /** The dataset had none. */
  FIRST,
  CHANGED,
  /** It was the current one already. */
  UNCHANGED;

  static DefinitionChange of(Definitions.Outcome outcome) {
    return outcome
        .before()
        .map(before -> before.equals(outcome.now()) ? UNCHANGED : CHANGED)
        .orElse(FIRST);
  }
}
