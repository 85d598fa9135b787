package dev.sheaf.core.record;

import dev.sheaf.core.row.Utf8Text;
import dev.sheaf.core.value.JsonScan;

/** The text that a JSON string spells. */
final class JsonText {
  private JsonText() {}

  /**
   * Resolves the escapes of a string.
   *
   * @param from behind the opening quote
   * @param target takes the text, in place of what it had
   * @return the position behind the closing quote; {@link JsonScan#NONE}, and undefined what the
   *     target has, if this is no string or spells half a surrogate pair
   */
  static int decode(byte[] bytes, int from, int to, Utf8Text target) {
    target.clear();
    int at = from;
    while (at >= 0) {
      int stop = JsonScan.text(bytes, at, to);
      target.append(bytes, at, stop);
      if (JsonScan.is(bytes, stop, to, '"')) {
        return stop + 1;
      }
      at = decodeEscape(bytes, stop, to, target);
    }
    return JsonScan.NONE;
  }

  private static int decodeEscape(byte[] bytes, int at, int to, Utf8Text target) {
    int end = JsonScan.escape(bytes, at, to);
    if (end < 0) {
      return JsonScan.NONE;
    }
    if (bytes[at + 1] != 'u') {
      target.append(meaning(bytes[at + 1]));
      return end;
    }
    char unit = (char) JsonScan.codeUnit(bytes, at);
    if (!Character.isSurrogate(unit)) {
      target.appendCodePoint(unit);
      return end;
    }
    int pairEnd = JsonScan.escape(bytes, end, to);
    char second = pairEnd == end + 6 ? (char) JsonScan.codeUnit(bytes, end) : 0;
    if (!Character.isSurrogatePair(unit, second)) {
      return JsonScan.NONE;
    }
    target.appendCodePoint(Character.toCodePoint(unit, second));
    return pairEnd;
  }

  private static byte meaning(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
