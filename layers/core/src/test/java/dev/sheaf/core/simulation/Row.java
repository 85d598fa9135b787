package dev.sheaf.core.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A row of the simulated datasets.
 *
 * @param offset of the record's first byte in its upload
 */
record Row(long offset, long id, @Nullable String note) {

  /** The row as one line. */
  String line() {
    return offset + " " + id + " " + quoted(note);
  }

  /** A text within a line. */
  static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text.replace("\\", "\\\\").replace("\n", "\\n") + "'";
  }
}
