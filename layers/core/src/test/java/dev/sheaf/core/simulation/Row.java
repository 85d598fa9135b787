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
    String text =
        note == null ? "null" : "'" + note.replace("\\", "\\\\").replace("\n", "\\n") + "'";
    return offset + " " + id + " " + text;
  }
}
