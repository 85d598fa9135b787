package dev.sheaf.core.record;

import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.record.RecordParser.Tail;
import dev.sheaf.core.value.ByteFinder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts records of delimited text into fields, by exactly the rules of {@link
 * dev.sheaf.core.framing.RecordAutomaton}; holds the fields of the last one. A CR before an LF that
 * ends a record, or at the end of the upload, is not part of the field; nor is a Ctrl-Z that is the
 * upload's very last byte, by which DOS marks the end of a text.
 */
final class CsvFields {
  /** The field stood in quotes. */
  static final int QUOTED = 1;

  /** The text holds escapes or doubled quotes, to be resolved. */
  static final int RAW = 2;

  static final int JUNK = 4;
  static final int OPEN_QUOTE = 8;
  static final int OPEN_ESCAPE = 16;
  static final int DEFECTS = JUNK | OPEN_QUOTE | OPEN_ESCAPE;

  private static final byte CTRL_Z = 0x1A;
  private static final int ABSENT = 256; // compares unequal to every byte

  private final Dialect dialect;
  private final int delimiter;
  private final int quote;
  private final int escape;
  private final int comment;
  private final int newline;
  private final boolean quotedNewlines;
  private final boolean stripsCr;
  private final ByteFinder unquotedStops;
  private final ByteFinder quotedStops;
  private final ByteFinder newlines;

  private final int[] starts;
  private final int[] ends;
  private final int[] flags;
  private int count;
  private int allFlags;
  private boolean isNoRecord;
  private int openQuote;
  private boolean atEnd; // the record ends where the bytes do, without a line end

  // Of the field being cut.
  private int start;
  private int end;
  private int flag;
  private int lastEscaped;

  /**
   * @param capacity of fields that are kept; more are counted only
   */
  CsvFields(Dialect dialect, int capacity) {
    this.dialect = dialect;
    this.delimiter = orAbsent(dialect.delimiter());
    this.quote = orAbsent(dialect.quote());
    this.escape = orAbsent(dialect.escape());
    this.comment = orAbsent(dialect.comment());
    this.newline = dialect.lineEnd().terminator();
    this.quotedNewlines = dialect.quotedNewlines();
    this.stripsCr = dialect.lineEnd() == LineEnd.LF;
    this.unquotedStops =
        new ByteFinder(
            newline,
            delimiter == ABSENT ? newline : delimiter,
            escape == ABSENT ? newline : escape);
    int quoteOrNone = quote == ABSENT ? newline : quote;
    this.quotedStops =
        new ByteFinder(
            quoteOrNone,
            escape == ABSENT ? quoteOrNone : escape,
            quotedNewlines ? quoteOrNone : newline);
    this.newlines = new ByteFinder(newline, newline, newline);
    this.starts = new int[capacity];
    this.ends = new int[capacity];
    this.flags = new int[capacity];
  }

  /** As {@link RecordParser#frame}. */
  int frame(byte[] bytes, int from, int limit, Tail tail) {
    boolean marked = tail == Tail.END_OF_UPLOAD && limit > from && bytes[limit - 1] == CTRL_Z;
    if (marked && from == limit - 1) {
      isNoRecord = true;
      return limit;
    }
    int end = cut(bytes, from, marked ? limit - 1 : limit, tail);
    return marked && atEnd && end >= 0 ? limit : end;
  }

  private int cut(byte[] bytes, int from, int limit, Tail tail) {
    count = 0;
    allFlags = 0;
    atEnd = false;
    isNoRecord = from < limit && bytes[from] == comment;
    if (isNoRecord) {
      int at = newlines.find(bytes, from, limit);
      atEnd = at == limit;
      return at < limit ? at + 1 : atLimit(limit, tail);
    }
    int at = from;
    while (true) {
      flag = 0;
      lastEscaped = -1;
      at =
          at < limit && bytes[at] == quote
              ? quoted(bytes, at, limit, tail)
              : unquoted(bytes, at, at, limit, tail);
      if (at < 0) {
        return at;
      }
      if (at == limit && tail == Tail.MORE_BYTES) {
        return RecordParser.INCOMPLETE;
      }
      boolean last = at == limit || bytes[at] == newline;
      if (last && stripsCr) {
        stripCr(bytes, at);
      }
      keep();
      if (last) {
        atEnd = at == limit;
        return at == limit ? limit : at + 1;
      }
      at++;
    }
  }

  /** Fields of the record, those that are not kept included. */
  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  int flags(int field) {
    return flags[field];
  }

  /** The flags that any field has, those that are not kept included. */
  int allFlags() {
    return allFlags;
  }

  /** A comment, or nothing but the mark of the end. */
  boolean isNoRecord() {
    return isNoRecord;
  }

  /** Nothing between two delimiters. */
  boolean isNothing(int field) {
    return starts[field] == ends[field] && flags[field] == 0;
  }

  /** Nothing between two line ends. */
  boolean isBlank() {
    return count == 1 && isNothing(0);
  }

  /** Whether the field is the {@code \N} that stands for NULL among escapes of C. */
  boolean isNullMark(byte[] bytes, int field) {
    int at = starts[field];
    return dialect.cEscapes()
        && flags[field] == RAW
        && ends[field] - at == 2
        && bytes[at] == escape
        && bytes[at + 1] == 'N';
  }

  int openQuote() {
    return openQuote;
  }

  /** Resolves escapes and doubled quotes of a {@link #RAW} field. Returns the end in the target. */
  int resolve(byte[] bytes, int field, byte[] target) {
    boolean inQuotes = (flags[field] & QUOTED) != 0;
    int to = 0;
    for (int at = starts[field]; at < ends[field]; at++) {
      boolean more = at + 1 < ends[field];
      if (more && bytes[at] == escape) {
        target[to++] = dialect.escaped(bytes[++at]);
        continue;
      }
      if (more && inQuotes && bytes[at] == quote) {
        at++;
      }
      target[to++] = bytes[at];
    }
    return to;
  }

  private static int atLimit(int limit, Tail tail) {
    return tail == Tail.MORE_BYTES ? RecordParser.INCOMPLETE : limit;
  }

  private void keep() {
    if (count < starts.length) {
      starts[count] = start;
      ends[count] = end;
      flags[count] = flag;
    }
    allFlags |= flag;
    count++;
  }

  private void stripCr(byte[] bytes, int at) {
    boolean unquoted = (flag & QUOTED) == 0;
    if (unquoted && end == at && end > start && end > lastEscaped && bytes[end - 1] == '\r') {
      end--;
    }
  }

  /** Position of the field's delimiter or line end, or {@code limit}. */
  private int unquoted(byte[] bytes, int fieldStart, int from, int limit, Tail tail) {
    start = fieldStart;
    int at = unquotedStops.find(bytes, from, limit);
    while (at < limit && bytes[at] == escape) {
      boolean nothing = at + 1 == limit || bytes[at + 1] == newline && !quotedNewlines;
      if (nothing) {
        flag |= OPEN_ESCAPE;
        at++;
        break;
      }
      flag |= RAW;
      lastEscaped = at + 2;
      at = unquotedStops.find(bytes, at + 2, limit);
    }
    end = at;
    return at;
  }

  private int quoted(byte[] bytes, int open, int limit, Tail tail) {
    start = open + 1;
    flag |= QUOTED;
    int at = open + 1;
    while (true) {
      at = quotedStops.find(bytes, at, limit);
      if (at < limit && bytes[at] == escape) {
        boolean nothing = at + 1 == limit || bytes[at + 1] == newline && !quotedNewlines;
        if (!nothing) {
          flag |= RAW;
          at += 2;
          continue;
        }
        at++;
      }
      if (at == limit || bytes[at] == newline) {
        return unclosed(open, at, limit, tail);
      }
      if (at + 1 < limit && bytes[at + 1] == quote) {
        flag |= RAW;
        at += 2;
        continue;
      }
      end = at;
      return afterQuote(bytes, at + 1, limit, tail);
    }
  }

  private int unclosed(int open, int at, int limit, Tail tail) {
    openQuote = open;
    if (at == limit && tail == Tail.MORE_BYTES) {
      return RecordParser.INCOMPLETE;
    }
    if (quotedNewlines) {
      return RecordParser.UNTERMINATED;
    }
    flag |= OPEN_QUOTE;
    end = at;
    return at;
  }

  private int afterQuote(byte[] bytes, int at, int limit, Tail tail) {
    if (at == limit || bytes[at] == delimiter || bytes[at] == newline) {
      return at;
    }
    if (stripsCr && bytes[at] == '\r') {
      if (at + 1 == limit || bytes[at + 1] == newline) {
        return at + 1;
      }
    }
    flag |= JUNK;
    return unquoted(bytes, start, at + 1, limit, tail);
  }

  private static int orAbsent(@Nullable Character character) {
    return character == null ? ABSENT : character;
  }
}
