package dev.sheaf.core.zone;

import org.jspecify.annotations.Nullable;

/** Bounds of long texts, in the order of their UTF-8 bytes, which is that of code points. */
final class ZoneText {
  private ZoneText() {}

  /** The longest beginning that is short enough; never above the text. */
  static String floor(String text, int maxBytes) {
    int end = 0;
    int bytes = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      bytes += utf8Length(codePoint);
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** A short text above every text with this beginning, or null if there is none. */
  static @Nullable String ceiling(String text, int maxBytes) {
    String start = floor(text, maxBytes);
    if (start.length() == text.length()) {
      return text;
    }
    for (int end = start.length(); end > 0; ) {
      int last = start.codePointBefore(end);
      end -= Character.charCount(last);
      int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
      boolean longer = utf8Length(next) > utf8Length(last);
      if (next <= Character.MAX_CODE_POINT && !longer) {
        return start.substring(0, end) + Character.toString(next);
      }
    }
    return null;
  }

  private static int utf8Length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
