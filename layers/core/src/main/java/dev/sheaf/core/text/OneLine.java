package dev.sheaf.core.text;

import java.util.stream.Collectors;

/** Messages of others, and texts of users in them, as one line. */
public final class OneLine {
  private OneLine() {}

  /** The lines of a text, a blank between them; in time proportional to its length. */
  public static String of(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
