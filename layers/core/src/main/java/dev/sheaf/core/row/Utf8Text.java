package dev.sheaf.core.row;

import java.util.Arrays;

/** Text as UTF-8 that grows; cleared and used again and again. */
public final class Utf8Text {
  private static final int MAX_BYTES_PER_CHAR = 3;
  private static final int MAX_BYTES_PER_CODE_POINT = 4;

  private byte[] bytes = new byte[1024];
  private int length;

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  public void append(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  public void append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  public void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append((byte) codePoint);
    } else {
      reserve(MAX_BYTES_PER_CODE_POINT);
      encode(codePoint);
    }
  }

  /** Appends text [from, to); false, and undefined what was appended, for half a surrogate pair. */
  public boolean append(char[] text, int from, int to) {
    reserve(Math.multiplyExact(MAX_BYTES_PER_CHAR, to - from));
    for (int i = from; i < to; i++) {
      char character = text[i];
      if (character < 0x80) {
        bytes[length++] = (byte) character;
      } else if (!Character.isSurrogate(character)) {
        encode(character);
      } else if (i + 1 < to && Character.isSurrogatePair(character, text[i + 1])) {
        encode(Character.toCodePoint(character, text[++i]));
      } else {
        return false;
      }
    }
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  private void encode(int codePoint) {
    int size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = size - 1; i > 0; i--) {
      bytes[length + i] = (byte) (0x80 | rest & 0x3F);
      rest >>>= 6;
    }
    bytes[length] = (byte) (0xF00 >>> size | rest);
    length += size;
  }
}
