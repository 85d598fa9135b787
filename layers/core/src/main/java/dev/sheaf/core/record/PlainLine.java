package dev.sheaf.core.record;

import static dev.sheaf.core.value.JsonScan.NONE;

import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.Utf8Text;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.JsonScan;
import dev.sheaf.core.value.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses an object on a line of NDJSON where nothing about it is unusual, without an object per
 * line. Of such lines it makes what {@link JsonRecords} makes with Jackson; the others it leaves.
 */
final class PlainLine {
  /** Far within Jackson's limit of 20 million characters for a text. */
  private static final int MAX_BYTES = 16 << 20;

  private final FieldParser[] parsers;
  private final @Nullable ExtraColumns extras;
  private final JsonKeys keys;
  private final Utf8Text text = new Utf8Text();
  private int valueEnd; // of the value that was parsed last, or NONE

  PlainLine(ColumnMapping mapping, FieldParser[] parsers, @Nullable ExtraColumns extras) {
    this.parsers = parsers;
    this.extras = extras;
    this.keys = new JsonKeys(mapping, parsers.length);
  }

  /**
   * Parses the line into the next row of the batch, which is neither committed nor discarded.
   *
   * @param bytes valid UTF-8
   * @param violations takes what is wrong with values
   * @return false, and undefined what was set and added, if the line is not plain
   */
  boolean parse(byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    int open = JsonScan.blanks(bytes, from, end);
    if (end - from > MAX_BYTES || !JsonScan.is(bytes, open, end, '{')) {
      return false;
    }
    keys.beginLine();
    if (extras != null) {
      extras.clear();
    }
    int close = parseMembers(bytes, open + 1, end, batch, violations);
    if (close < 0 || JsonScan.blanks(bytes, close, end) != end) {
      return false;
    }
    complete(batch, violations);
    return true;
  }

  /** The position behind the closing brace, or NONE. */
  private int parseMembers(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    int at = JsonScan.blanks(bytes, from, end);
    if (JsonScan.is(bytes, at, end, '}')) {
      return at + 1;
    }
    while (JsonScan.is(bytes, at, end, '"')) {
      int memberEnd = parseMember(bytes, at + 1, end, batch, violations);
      if (memberEnd < 0) {
        return NONE;
      }
      at = JsonScan.blanks(bytes, memberEnd, end);
      if (JsonScan.is(bytes, at, end, '}')) {
        return at + 1;
      }
      if (!JsonScan.is(bytes, at, end, ',')) {
        return NONE;
      }
      at = JsonScan.blanks(bytes, at + 1, end);
    }
    return NONE;
  }

  private int parseMember(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    JsonKeys.Key key = keys.take(bytes, from, end);
    if (key == null || key.column == ColumnMapping.UNKNOWN) {
      return NONE;
    }
    int start = JsonScan.afterColon(bytes, from + key.name.length + 1, end);
    if (start < 0 || start == end) {
      return NONE;
    }
    if (key.column >= 0) {
      Violation violation = parseValue(key.column, bytes, start, end, batch);
      if (violation != null) {
        violations.add(violation);
      }
      return valueEnd;
    }
    int other = JsonScan.value(bytes, start, end);
    if (other >= 0 && key.column == ColumnMapping.KEPT && extras != null && bytes[start] != 'n') {
      extras.addJson(key.name, bytes, start, other);
    }
    return other;
  }

  /** Sets {@link #valueEnd}; where that is NONE, nothing is known of the value. */
  private @Nullable Violation parseValue(
      int column, byte[] bytes, int start, int end, RowBatch batch) {
    FieldParser field = parsers[column];
    ColumnVector target = batch.column(column);
    int row = batch.rows();
    boolean json = field.column().type().kind() == Kind.JSON;
    byte first = bytes[start];
    if (first == '"' && !json) {
      return parseText(field, bytes, start + 1, end, target, row);
    }
    valueEnd = JsonScan.value(bytes, start, end);
    if (valueEnd < 0) {
      return null;
    }
    if (first == 'n') {
      return field.parseAbsent(target, row);
    }
    return json || first == '{' || first == '['
        ? field.parse(bytes, start, valueEnd, Quoting.QUOTED, target, row)
        : field.parseNumber(bytes, start, valueEnd, target, row);
  }

  private @Nullable Violation parseText(
      FieldParser field, byte[] bytes, int start, int end, ColumnVector target, int row) {
    int close = JsonScan.text(bytes, start, end);
    if (JsonScan.is(bytes, close, end, '"')) {
      valueEnd = close + 1;
      return field.parseString(bytes, start, close, target, row);
    }
    valueEnd = JsonText.decode(bytes, start, end, text);
    return valueEnd < 0 ? null : field.parseString(text.bytes(), 0, text.length(), target, row);
  }

  private void complete(RowBatch batch, List<Violation> violations) {
    if (extras != null) {
      extras.set(batch, batch.rows());
    }
    for (int column = 0; column < parsers.length; column++) {
      Violation violation =
          keys.has(column) ? null : parsers[column].parseAbsent(batch.column(column), batch.rows());
      if (violation != null) {
        violations.add(violation);
      }
    }
  }
}
