package dev.sheaf.bench.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as people write it, in powers of a thousand: {@code 50MB}, {@code 1GB}.
 *
 * @param text without spaces, in upper case
 */
record Size(String text, long bytes) {
  private static final Pattern SYNTAX = Pattern.compile("([1-9]\\d{0,5})\\s*(KB|MB|GB)");

  /**
   * @throws IllegalArgumentException if it is not a size
   */
  static Size parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'%s' is not a size such as 50MB or 1GB".formatted(text));
    }
    long unit =
        switch (matcher.group(2)) {
          case "KB" -> 1_000;
          case "MB" -> 1_000_000;
          default -> 1_000_000_000;
        };
    return new Size(
        matcher.group(1) + matcher.group(2),
        Math.multiplyExact(unit, Long.parseLong(matcher.group(1))));
  }
}
