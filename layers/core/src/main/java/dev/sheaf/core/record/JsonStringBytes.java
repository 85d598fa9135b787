package dev.sheaf.core.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** The text of a JSON scalar as UTF-8, without a String in between. */
final class JsonStringBytes {
  private static final int MAX_BYTES_PER_CHAR = 3;

  private byte[] bytes = new byte[1024];

  byte[] bytes() {
    return bytes;
  }

  /** Takes the current token's text; returns its length, or -1 for half a surrogate pair. */
  int set(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int to = from + parser.getTextLength();
    if (bytes.length / MAX_BYTES_PER_CHAR < to - from) {
      bytes = new byte[(to - from) * MAX_BYTES_PER_CHAR];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      char character = text[i];
      if (character < 0x80) {
        bytes[length++] = (byte) character;
      } else if (!Character.isSurrogate(character)) {
        length = encode(character, length);
      } else if (i + 1 < to && Character.isSurrogatePair(character, text[i + 1])) {
        length = encode(Character.toCodePoint(character, text[++i]), length);
      } else {
        return -1;
      }
    }
    return length;
  }

  private int encode(int codePoint, int at) {
    int size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = size - 1; i > 0; i--) {
      bytes[at + i] = (byte) (0x80 | rest & 0x3F);
      rest >>>= 6;
    }
    bytes[at] = (byte) (0xF00 >>> size | rest);
    return at + size;
  }
}
