package dev.sheaf.core.snapshot;

import java.util.regex.Pattern;

/** A name of a snapshot. While a snapshot has one, it does not expire. */
public record Tag(String name, int version) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");

  public Tag {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "tag '%s' is not a letter followed by at most 62 letters, digits, '.', '_' and '-'"
              .formatted(name));
    }
    if (version < 1) {
      throw new IllegalArgumentException("there is no version %d".formatted(version));
    }
  }
}
