package dev.sheaf.local.cli.command;

import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that every command has. */
public final class Common {
  private static final String DEFAULT_STORE = ".sheaf";

  /** What no shell takes apart. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,-]+");

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = DEFAULT_STORE,
      description = "The folder of the store (default: ${DEFAULT-VALUE}).")
  public Path store = Path.of(DEFAULT_STORE);

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  public boolean json;

  @Option(
      names = "--debug",
      description = "Print stack traces, and the logs of the functions. Or set SHEAF_DEBUG.")
  public boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  /** What to add to a command that is to work on the same store, as a shell takes it. */
  public String storeArgument() {
    return store.equals(Path.of(DEFAULT_STORE)) ? "" : " --store " + quoted(store.toString());
  }

  private static String quoted(String path) {
    return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
