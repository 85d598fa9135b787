package dev.sheaf.core.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression that whole values must match, in the syntax of RE2. Matching takes time in
 * proportion to the text, whatever the text: uploads cannot make a pattern go on for ever, as they
 * can where a matcher backtracks. What would break that promise, such as look-around and back
 * references, RE2 does not have.
 */
public final class ValuePattern {
  /** The longest pattern, in characters. */
  public static final int MAX_LENGTH = 1000;

  /** The most steps that a pattern may have once its repetitions are written out. */
  public static final int MAX_STEPS = 10_000;

  private final Pattern pattern;

  private ValuePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, or too long; the message begins after the name
   *     of the pattern, and says what is wrong and what to write instead
   */
  public static ValuePattern of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "has %d characters, more than the %d allowed".formatted(text.length(), MAX_LENGTH));
    }
    long steps = PatternScan.steps(text);
    if (steps > MAX_STEPS) {
      throw new IllegalArgumentException(
          "repeats too much: written out it has more than %d steps; shorten its {n,m}, or use + or *, and max_length"
              .formatted(MAX_STEPS));
    }
    try {
      return new ValuePattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a regular expression of RE2: %s '%s'%s"
              .formatted(e.getDescription(), e.getPattern(), remedy(e.getPattern())),
          e);
    }
  }

  boolean matches(String text) {
    return pattern.matches(text);
  }

  private static String remedy(String wrong) {
    if (wrong.startsWith("(?")) {
      return "; look-around and atomic groups are not supported: match the whole text instead";
    }
    if (wrong.matches("\\\\[1-9k].*")) {
      return "; back references are not supported: list the texts with |";
    }
    if (wrong.matches("[*+?}]\\+.*")) {
      return "; leave out the second +: there is no backtracking to prevent";
    }
    return "";
  }
}
