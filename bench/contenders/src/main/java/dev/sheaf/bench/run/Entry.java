package dev.sheaf.bench.run;

import java.util.List;

/**
 * A line of the table.
 *
 * @param name as printed
 * @param command starts its process; the file comes last
 */
record Entry(String name, Format format, Goal goal, List<String> command) {
  /** What it does, and so whether its answer can be compared. */
  enum Goal {
    /** The first of its format is what the others are compared with. */
    ANSWER,
    SCAN_ONLY
  }

  Entry {
    command = List.copyOf(command);
  }
}
