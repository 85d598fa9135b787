package dev.sheaf.core.framing;

import static dev.sheaf.core.framing.RecordState.COMMENT;
import static dev.sheaf.core.framing.RecordState.ESCAPE;
import static dev.sheaf.core.framing.RecordState.ESCAPE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.FIELD_START;
import static dev.sheaf.core.framing.RecordState.QUOTED;
import static dev.sheaf.core.framing.RecordState.QUOTE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.RECORD_START;
import static dev.sheaf.core.framing.RecordState.UNQUOTED;

/** The rules of delimited text. A character the dialect lacks simply never occurs as its class. */
final class CsvTransitions {
  private final boolean quotedNewlines;

  CsvTransitions(Dialect dialect) {
    this.quotedNewlines = dialect.quotedNewlines();
  }

  RecordState next(RecordState state, ByteClass read) {
    return switch (state) {
      case RECORD_START -> read == ByteClass.COMMENT ? COMMENT : fieldStart(read);
      case FIELD_START -> fieldStart(read);
      case UNQUOTED -> unquoted(read);
      case QUOTED -> quoted(read);
      case QUOTE_IN_QUOTED -> afterQuote(read);
      case ESCAPE_IN_QUOTED -> literal(read, QUOTED);
      case ESCAPE -> literal(read, UNQUOTED);
      case COMMENT -> read == ByteClass.NEWLINE ? RECORD_START : COMMENT;
    };
  }

  private RecordState fieldStart(ByteClass read) {
    return read == ByteClass.QUOTE ? QUOTED : unquoted(read);
  }

  private RecordState unquoted(ByteClass read) {
    return switch (read) {
      case NEWLINE -> RECORD_START;
      case DELIMITER -> FIELD_START;
      case ESCAPE -> ESCAPE;
      case ORDINARY, COMMENT, QUOTE -> UNQUOTED;
    };
  }

  private RecordState quoted(ByteClass read) {
    return switch (read) {
      case ESCAPE -> ESCAPE_IN_QUOTED;
      case QUOTE -> QUOTE_IN_QUOTED;
      case ORDINARY, DELIMITER, COMMENT, NEWLINE -> literal(read, QUOTED);
    };
  }

  /** Anything else than these is junk: it turns the field into an unquoted one, an escape too. */
  private RecordState afterQuote(ByteClass read) {
    return switch (read) {
      case QUOTE -> QUOTED;
      case NEWLINE -> RECORD_START;
      case DELIMITER -> FIELD_START;
      case ORDINARY, COMMENT, ESCAPE -> UNQUOTED;
    };
  }

  private RecordState literal(ByteClass read, RecordState within) {
    return read == ByteClass.NEWLINE && !quotedNewlines ? RECORD_START : within;
  }
}
