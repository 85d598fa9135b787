package dev.sheaf.local.cli.text;

import dev.sheaf.core.json.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where a command writes, and what it may know of its surroundings.
 *
 * @param out takes the result and nothing else
 * @param err takes progress, warnings and errors
 * @param program how the command line was called, for what to type next
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Screen screen,
    String program,
    Map<String, String> environment,
    InstantSource clock) {

  /** What stands behind {@link #err}. */
  public enum Screen {
    /** A line can be written over. */
    TERMINAL,
    PLAIN
  }

  /** Writes the one document of a command with {@code --json}. */
  public void json(Object document) {
    out.println(Json.writePretty(document));
  }

  /** Swallows what is written. */
  public static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false);
  }
}
