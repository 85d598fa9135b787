package dev.sheaf.core.yaml;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text as a YAML scalar: plain where that cannot be misread, else in double quotes. */
final class YamlScalar {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*|-?[0-9]+(\\.[0-9]+)?");

  /** Lines, of which the first is not indented, of what every YAML reader keeps as it is. */
  private static final Pattern BLOCK = Pattern.compile("[!-~](?:[ -~\n]|\\p{IsAlphabetic})*");

  /** Words that YAML readers of one version or another take for something else than text. */
  private static final Set<String> TAKEN =
      Set.of(
          "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes",
          "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N");

  private YamlScalar() {}

  static String write(String text) {
    return PLAIN.matcher(text).matches() && !TAKEN.contains(text) ? text : quote(text);
  }

  /**
   * A text that stays readable over several lines: a literal block where it can be one, else in
   * double quotes. Ends with a line end.
   *
   * @param text without white space at its start and end
   */
  static String block(String text, String indent) {
    if (!BLOCK.matcher(text).matches()) {
      return quote(text) + "\n";
    }
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : indent + line + "\n")
        .collect(Collectors.joining("", "|\n", ""));
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\t' -> quoted.append("\\t");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      default -> {
        if ((character >= ' ' && character <= '~') || Character.isLetterOrDigit(character)) {
          quoted.appendCodePoint(character);
        } else {
          quoted.append(
              character <= 0xFFFF
                  ? "\\u%04X".formatted(character)
                  : "\\U%08X".formatted(character));
        }
      }
    }
  }
}
