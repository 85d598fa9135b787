package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.LineEnd;

/**
 * Tells what ends the records of delimited text. Line ends in quotes do not count: spreadsheets of
 * old Macs put LF there, and CR elsewhere.
 */
final class LineEndDetector {
  private static final int NONE = 256; // compares unequal to every byte

  private final byte[] bytes;
  private final int quote;
  private final int escape;
  private final int comment;
  private final String delimiters;
  private int toSkip;
  private boolean quoted;

  /** Where a quote opens quotes: at the start of a field, or just behind the quote that closed them. */
  private boolean mayOpen;

  private LineEndDetector(byte[] bytes, Source source) {
    this.bytes = bytes;
    // Where quotes and escapes cannot hold a line end, they hide none.
    boolean hides = source.quotedNewlines() == Source.QuotedNewlines.ALLOWED;
    Character quoteMark = source.quoteMark();
    this.quote = !hides || quoteMark == null ? NONE : quoteMark;
    Character escapeMark = source.escapeMark();
    this.escape = !hides || escapeMark == null ? NONE : escapeMark;
    this.comment = source.comment() == null ? NONE : source.comment();
    this.delimiters = delimiters(source);
    this.toSkip = source.skipRows();
  }

  private static String delimiters(Source source) {
    Character declared = source.delimiter();
    boolean none = source.without().contains(Source.Mark.DELIMITER);
    return declared != null ? declared.toString() : none ? "" : ",;\t|";
  }

  /** LF where there is one outside quotes, or no line end at all; else CR. */
  static LineEnd detect(byte[] bytes, Source source) {
    return new LineEndDetector(bytes, source).detect();
  }

  private LineEnd detect() {
    boolean carriageReturn = false;
    for (int at = next(0); at < bytes.length; at = next(at + 1)) {
      if (bytes[at] == '\n') {
        return LineEnd.LF;
      }
      carriageReturn = true;
    }
    return carriageReturn ? LineEnd.CR : LineEnd.LF;
  }

  /** Position of the next line end outside quotes. */
  private int next(int from) {
    int at = from;
    mayOpen = true;
    while (at < bytes.length && (quoted || !isLineEnd(bytes[at]))) {
      at = toSkip > 0 ? at + 1 : after(at);
    }
    // Rows to skip are no records: a quote there is a character.
    toSkip -= at < bytes.length && bytes[at] == '\r' ? 1 : 0;
    return at;
  }

  private int after(int at) {
    if (bytes[at] == escape) {
      mayOpen = false;
      return at + 2;
    }
    if (!quoted && bytes[at] == comment && (at == 0 || isLineEnd(bytes[at - 1]))) {
      return endOfLine(at);
    }
    if (bytes[at] == quote && (quoted || mayOpen)) {
      mayOpen = quoted;
      quoted = !quoted;
    } else {
      mayOpen = !quoted && delimiters.indexOf(bytes[at]) >= 0;
    }
    return at + 1;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < bytes.length && !isLineEnd(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(byte read) {
    return read == '\n' || read == '\r';
  }
}
