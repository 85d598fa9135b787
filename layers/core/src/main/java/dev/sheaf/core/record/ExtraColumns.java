package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.Utf8Text;
import java.nio.charset.StandardCharsets;

/**
 * Collects what a record has beyond the columns of its definition, as the JSON object in column
 * {@value Definition#EXTRAS}: names and values in the order of the record, without those that are
 * NULL. A record that has none is NULL there.
 */
public final class ExtraColumns {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Utf8Text json = new Utf8Text();
  private final int column;

  /**
   * @param column index of the extras among the columns of a batch
   */
  ExtraColumns(int column) {
    this.column = column;
  }

  void clear() {
    json.clear();
  }

  /** Adds a text. */
  void add(byte[] name, byte[] text, int from, int to) {
    addName(name);
    quote(text, from, to);
  }

  /** Adds a JSON value as it is written. */
  void addJson(byte[] name, byte[] value, int from, int to) {
    addName(name);
    json.append(value, from, to);
  }

  /** Sets the column for this row. */
  void set(RowBatch batch, int row) {
    ColumnVector target = batch.column(column);
    if (json.length() == 0) {
      target.setNull(row);
      return;
    }
    json.append((byte) '}');
    ((ColumnVector.Texts) target).append(row, json.bytes(), 0, json.length());
  }

  private void addName(byte[] name) {
    json.append((byte) (json.length() == 0 ? '{' : ','));
    quote(name, 0, name.length);
    json.append((byte) ':');
  }

  /** RFC 8259: quotes, backslashes and control characters are escaped, nothing else need be. */
  private void quote(byte[] text, int from, int to) {
    json.append((byte) '"');
    int plain = from;
    for (int at = from; at < to; at++) {
      if (text[at] >= 0 && text[at] < ' ' || text[at] == '"' || text[at] == '\\') {
        json.append(text, plain, at);
        escape(text[at]);
        plain = at + 1;
      }
    }
    json.append(text, plain, to);
    json.append((byte) '"');
  }

  private void escape(byte character) {
    json.append((byte) '\\');
    int letter =
        switch (character) {
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '"', '\\' -> character;
          default -> 'u';
        };
    json.append((byte) letter);
    if (letter == 'u') {
      json.append((byte) '0');
      json.append((byte) '0');
      json.append(HEX[character >> 4]);
      json.append(HEX[character & 0xF]);
    }
  }
}
