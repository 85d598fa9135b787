package dev.sheaf.core.value;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks through a pattern before RE2 compiles it: RE2 writes repetitions out, and {@code
 * ((a{1000}){1000}){1000}} has a billion. Also refuses what Java reads in another way than RE2 and
 * RE2 takes without a word: operators between character classes.
 *
 * <p>Brackets, escapes and quotations are read as in RE2's own parser.
 */
final class PatternScan {
  /** As RE2 counts a group: its begin and its end. */
  private static final int GROUP_STEPS = 2;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;
  private long steps; // of the group that is open
  private long last; // of these, the steps of the last atom

  private PatternScan(String pattern) {
    this.pattern = pattern;
  }

  /**
   * About as many as the compiled program has, and not fewer; large where it would be too large to
   * count.
   *
   * @throws IllegalArgumentException if a class holds an operator
   */
  static long steps(String pattern) {
    PatternScan scan = new PatternScan(pattern);
    while (scan.at < pattern.length()) {
      scan.next();
    }
    long steps = scan.steps;
    for (long group : scan.outer) {
      steps = sum(steps, group); // brackets that are not closed: RE2 will say so
    }
    return steps;
  }

  private void next() {
    char read = pattern.charAt(at++);
    switch (read) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> {
        outer.push(steps);
        steps = GROUP_STEPS;
        last = 0;
      }
      case ')' -> {
        long group = steps;
        steps = outer.isEmpty() ? 0 : outer.pop();
        atom(group);
      }
      case '{' -> repetition();
      case '*', '+', '?' -> {
        steps = sum(steps, 1);
        last = sum(last, 1);
      }
      default -> atom(1);
    }
  }

  private void atom(long count) {
    last = count;
    steps = sum(steps, count);
  }

  private void escape() {
    atom(1);
    if (at == pattern.length()) {
      return;
    }
    char kind = pattern.charAt(at++);
    boolean braced = at < pattern.length() && pattern.charAt(at) == '{';
    if (braced && (kind == 'p' || kind == 'P' || kind == 'x')) {
      at = after('}');
    } else if (kind == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int quoted = (end < 0 ? pattern.length() : end) - at;
      steps = sum(steps, quoted);
      at = Math.min(pattern.length(), at + quoted + 2);
    }
  }

  private void characterClass() {
    atom(1);
    at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
    int first = at;
    while (at < pattern.length()) {
      char read = pattern.charAt(at);
      if (read == ']' && at > first) {
        at++;
        return;
      }
      if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at + 2) >= 0) {
        at = pattern.indexOf(":]", at + 2) + 2;
      } else if (read == '[' || pattern.startsWith("&&", at)) {
        throw new IllegalArgumentException(
            "has a class within a class: only [:name:] may stand there; write \\[ or \\& for the character");
      } else {
        at += read == '\\' ? 2 : 1;
      }
    }
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is literal. */
  private void repetition() {
    int end = pattern.indexOf('}', at);
    String[] bounds = end < 0 ? new String[0] : pattern.substring(at, end).split(",", -1);
    if (bounds.length == 0 || bounds.length > 2 || !isNumber(bounds[0])) {
      atom(1);
      return;
    }
    boolean bounded = bounds.length == 2 && isNumber(bounds[1]);
    long copies = Long.parseLong(bounded ? bounds[1] : bounds[0]) + 1;
    long repeated = Math.min(ValuePattern.MAX_STEPS + 1L, last + 1) * copies;
    steps = sum(steps, repeated);
    last = sum(last, repeated);
    at = end + 1;
  }

  private int after(char closing) {
    int found = pattern.indexOf(closing, at);
    return found < 0 ? pattern.length() : found + 1;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /** Saturates: beyond the limit, how far does not matter. */
  private static long sum(long left, long right) {
    return Math.min(Integer.MAX_VALUE, left + right);
  }
}
