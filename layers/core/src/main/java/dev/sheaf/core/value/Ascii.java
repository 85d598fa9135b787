package dev.sheaf.core.value;

/** Reading texts byte by byte. */
final class Ascii {

  private Ascii() {}

  static boolean isDigit(byte read) {
    return read >= '0' && read <= '9';
  }

  /** Whether [from, to) is this word (lower case) in any case. */
  static boolean matches(byte[] bytes, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The number that {@code count} (at most 9) digits at {@code at} make, or -1. */
  static int digits(byte[] bytes, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The position after the digits at {@code at}. */
  static int skipDigits(byte[] bytes, int at, int to) {
    int end = at;
    while (end < to && isDigit(bytes[end])) {
      end++;
    }
    return end;
  }
}
