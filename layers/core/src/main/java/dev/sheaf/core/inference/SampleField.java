package dev.sheaf.core.inference;

import dev.sheaf.core.row.Quoting;

/**
 * The text of one field, quotes and escapes resolved.
 *
 * @param text with U+FFFD where it is not UTF-8
 */
record SampleField(String text, Quoting quoting) {
  boolean isEmpty() {
    return text.isBlank();
  }

  boolean hasDigit() {
    return text.chars().anyMatch(Character::isDigit);
  }
}
