package dev.sheaf.core.framing;

/**
 * The evidence for one start state: what the window looks like when read from it. Read from the
 * wrong side of a quote, text soon puts junk after a closing quote, or a quote before a delimiter
 * where no field was quoted, and its records have odd numbers of columns.
 */
final class GuessLane {
  private static final int GOOD_RECORD = 1;
  private static final int BAD_RECORD = -2;
  private static final int JUNK_AFTER_QUOTE = -1000;
  private static final int QUOTE_CLOSES_NOTHING = -8;
  private static final int QUOTE_WITHIN_UNQUOTED = -2;
  private static final int STARTS_IN_COMMENT = -3;

  private final byte[] classes;
  private final byte[] transitions;
  private final int expectedColumns;

  private RecordState state;
  private int score;
  private int columns = 1;
  private int recordBytes;
  private boolean whole; // the beginning of the current record was seen

  GuessLane(RecordAutomaton automaton, RecordState start, int expectedColumns) {
    this.classes = automaton.byteClasses();
    this.transitions = automaton.transitions();
    this.expectedColumns = expectedColumns;
    this.state = start;
    this.whole = start == RecordState.RECORD_START;
    this.score = start == RecordState.COMMENT ? STARTS_IN_COMMENT : 0;
  }

  /** The higher, the likelier; only differences between lanes of the same window mean anything. */
  int score(byte[] window, int from, int to) {
    for (int at = from; at < to; at++) {
      ByteClass read = classOf(window[at]);
      RecordState next =
          RecordState.ofIndex(transitions[state.index() << ByteClass.SHIFT | read.index()]);
      scoreQuotes(window, at, to, read, next);
      if (next == RecordState.RECORD_START) {
        boolean blank = recordBytes == 0 || (recordBytes == 1 && window[at - 1] == '\r');
        scoreRecord(state == RecordState.COMMENT || (whole && blank));
      } else {
        recordBytes++;
        columns += next == RecordState.FIELD_START ? 1 : 0;
      }
      state = next;
    }
    return columns > expectedColumns ? score + BAD_RECORD : score;
  }

  private void scoreQuotes(byte[] window, int at, int to, ByteClass read, RecordState next) {
    if (state == RecordState.QUOTE_IN_QUOTED) {
      boolean junk = next == RecordState.UNQUOTED && window[at] != '\r';
      score += junk ? JUNK_AFTER_QUOTE : 0;
    } else if (state == RecordState.UNQUOTED && read == ByteClass.QUOTE) {
      boolean closes = at + 1 < to && endsField(window[at + 1]);
      score += closes ? QUOTE_CLOSES_NOTHING : QUOTE_WITHIN_UNQUOTED;
    }
  }

  private boolean endsField(byte read) {
    return switch (classOf(read)) {
      case DELIMITER, NEWLINE -> true;
      case ORDINARY -> read == '\r';
      case QUOTE, ESCAPE, COMMENT -> false;
    };
  }

  private void scoreRecord(boolean skipped) {
    if (!skipped && columns > expectedColumns) {
      score += BAD_RECORD;
    } else if (!skipped && whole) {
      score += columns == expectedColumns ? GOOD_RECORD : BAD_RECORD;
    }
    whole = true;
    columns = 1;
    recordBytes = 0;
  }

  private ByteClass classOf(byte read) {
    return ByteClass.ofIndex(classes[read & 0xFF]);
  }
}
