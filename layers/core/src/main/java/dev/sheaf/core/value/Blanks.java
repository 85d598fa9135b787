package dev.sheaf.core.value;

/** White space at the ends of a text: ASCII control characters and space, U+00A0 and U+3000. */
final class Blanks {

  private Blanks() {}

  /** The first position in [from, to) that is not blank, or {@code to}. */
  static int skip(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = bytes[at] >= 0 ? (bytes[at] <= ' ' ? 1 : 0) : wideBlank(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return to;
  }

  /** The end of [from, to) without blanks at its end. */
  static int skipBack(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from) {
      int length =
          bytes[end - 1] >= 0 ? (bytes[end - 1] <= ' ' ? 1 : 0) : wideBlankBefore(bytes, from, end);
      if (length == 0) {
        return end;
      }
      end -= length;
    }
    return from;
  }

  private static int wideBlankBefore(byte[] bytes, int from, int end) {
    if (end - from >= 2 && wideBlank(bytes, end - 2, end) == 2) {
      return 2;
    }
    return end - from >= 3 && wideBlank(bytes, end - 3, end) == 3 ? 3 : 0;
  }

  private static int wideBlank(byte[] bytes, int at, int to) {
    if (to - at >= 2 && bytes[at] == (byte) 0xC2 && bytes[at + 1] == (byte) 0xA0) {
      return 2;
    }
    boolean ideographic =
        to - at >= 3
            && bytes[at] == (byte) 0xE3
            && bytes[at + 1] == (byte) 0x80
            && bytes[at + 2] == (byte) 0x80;
    return ideographic ? 3 : 0;
  }
}
