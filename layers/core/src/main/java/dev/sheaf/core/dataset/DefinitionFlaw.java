package dev.sheaf.core.dataset;

import java.util.Locale;

/**
 * A column that a definition names and that does not fit there, and where, for a reader that knows
 * lines.
 *
 * @param column the name at fault, as it is written there
 */
public record DefinitionFlaw(Part part, String column, String message) {

  /** The part of the definition that holds the name. */
  public enum Part {
    KEY,
    LATEST_BY,
    GROUP_BY,
    MEASURES,
    INDEX;

    /** The key of the definition. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
