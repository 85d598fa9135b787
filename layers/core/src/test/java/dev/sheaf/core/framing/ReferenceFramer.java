package dev.sheaf.core.framing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames records from the front, by recursive descent over the grammar. Shares nothing with the
 * automaton: no states, no tables.
 */
final class ReferenceFramer {
  /** The bytes of one record, its terminator included. */
  record Extent(int start, int end) {}

  private final Dialect dialect;
  private final byte[] data;

  ReferenceFramer(Dialect dialect, byte[] data) {
    this.dialect = dialect;
    this.data = data;
  }

  /** All records from this record start to the end of the data. */
  List<Extent> records(int dataStart) {
    List<Extent> records = new ArrayList<>();
    for (int at = dataStart; at < data.length; ) {
      int end = recordEnd(at);
      records.add(new Extent(at, end));
      at = end;
    }
    return records;
  }

  /** The offset after the record that begins here. */
  int recordEnd(int start) {
    if (is(start, dialect.comment())) {
      int at = start;
      while (at < data.length && !isNewline(at)) {
        at++;
      }
      return Math.min(at + 1, data.length);
    }
    int at = field(start);
    while (is(at, dialect.delimiter())) {
      at = field(at + 1);
    }
    return Math.min(at + 1, data.length);
  }

  private int field(int start) {
    return is(start, dialect.quote()) ? quoted(start + 1) : unquoted(start);
  }

  private int unquoted(int start) {
    int at = start;
    while (at < data.length && !isNewline(at) && !is(at, dialect.delimiter())) {
      if (is(at, dialect.escape())) {
        at++;
        if (isNewline(at) && !dialect.quotedNewlines()) {
          return at;
        }
      }
      at++;
    }
    return at;
  }

  private int quoted(int start) {
    int at = start;
    while (at < data.length) {
      if (isNewline(at) && !dialect.quotedNewlines()) {
        return at;
      }
      if (is(at, dialect.escape())) {
        at++;
        if (isNewline(at) && !dialect.quotedNewlines()) {
          return at;
        }
      } else if (is(at, dialect.quote())) {
        if (!is(at + 1, dialect.quote())) {
          return afterClosingQuote(at + 1);
        }
        at++;
      }
      at++;
    }
    return at;
  }

  private int afterClosingQuote(int at) {
    boolean closed = at >= data.length || isNewline(at) || is(at, dialect.delimiter());
    return closed ? at : unquoted(at + 1);
  }

  private boolean isNewline(int at) {
    return is(at, dialect.lineEnd().terminator());
  }

  private boolean is(int at, @Nullable Character character) {
    return character != null && at < data.length && data[at] == character;
  }
}
