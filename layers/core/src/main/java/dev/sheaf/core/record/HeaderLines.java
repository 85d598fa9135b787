package dev.sheaf.core.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Recognises the header of an upload among its records, where files were put together that had one
 * each; a byte order mark before it does not hide it. And a second header line, such as the units or
 * the answers of a survey, by what the record below the header could not be.
 */
final class HeaderLines {
  private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  /** A value may be the name of its column by chance; two next to each other are none. */
  private static final int CERTAIN_NAMES = 2;

  private final byte[][] texts;
  private final boolean certain;
  private byte[] resolved = new byte[256];

  /**
   * @param texts of the header; empty if there is none
   */
  HeaderLines(List<String> texts) {
    this.texts =
        texts.stream()
            .map(text -> text.strip().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.certain = texts.stream().filter(text -> !text.isBlank()).count() >= CERTAIN_NAMES;
  }

  /**
   * Whether a record that equals the header is one. If not, with a single name, it is one where that
   * name is no value of its column.
   */
  boolean isCertain() {
    return certain;
  }

  /** Whether there is a header, below which there may be a second line of it. */
  boolean exists() {
    return texts.length > 0;
  }

  /**
   * Whether the record below the header is a second line of it: texts where there are to be values of
   * other types, in at least two columns, and no such value anywhere.
   *
   * @param texts fields without digits that are no values of the types of their columns, which are
   *     no texts
   * @param fields all that are not NULL, in such columns
   */
  static boolean isSecond(int texts, int fields) {
    return texts >= CERTAIN_NAMES && texts == fields;
  }

  static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether the record that was cut last has the texts of the header. */
  boolean equals(byte[] bytes, CsvFields fields) {
    if (texts.length == 0 || fields.count() != texts.length) {
      return false;
    }
    for (int field = 0; field < texts.length; field++) {
      if (!equals(bytes, fields, field)) {
        return false;
      }
    }
    return true;
  }

  private boolean equals(byte[] bytes, CsvFields fields, int field) {
    int start = fields.start(field);
    int end = fields.end(field);
    if ((fields.flags(field) & CsvFields.RAW) != 0) {
      if (resolved.length < end - start) {
        resolved = new byte[end - start];
      }
      return equals(resolved, 0, fields.resolve(bytes, field, resolved), texts[field]);
    }
    int from = field == 0 ? afterMark(bytes, start, end) : start;
    return equals(bytes, from, end, texts[field])
        || from > start && isQuoted(bytes, from, end, texts[field]);
  }

  private static int afterMark(byte[] bytes, int start, int end) {
    int after = start + MARK.length;
    boolean marked = after <= end && Arrays.equals(bytes, start, after, MARK, 0, MARK.length);
    return marked ? after : start;
  }

  /** Behind a mark, quotes are characters of the field. */
  private static boolean isQuoted(byte[] bytes, int from, int end, byte[] text) {
    return end - from >= 2
        && bytes[from] == bytes[end - 1]
        && (bytes[from] == '"' || bytes[from] == '\'')
        && equals(bytes, from + 1, end - 1, text);
  }

  private static boolean equals(byte[] bytes, int from, int to, byte[] text) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    return Arrays.equals(bytes, start, end, text, 0, text.length);
  }
}
