package dev.sheaf.core.framing;

/** Where in a record the next byte stands. The order is part of the summary's text form. */
public enum RecordState {
  /** The next byte is the first of a record. */
  RECORD_START('R'),
  /** The next byte is the first of a field, though not of its record. */
  FIELD_START('F'),
  /** Within a field that is not, or no longer, quoted. */
  UNQUOTED('U'),
  /** Within quotes. */
  QUOTED('Q'),
  /** After a quote within quotes: it closes the field, or a second one makes it literal. */
  QUOTE_IN_QUOTED('E'),
  /** After an escape within quotes. */
  ESCAPE_IN_QUOTED('X'),
  /** After an escape outside quotes. */
  ESCAPE('V'),
  /** Within a comment. */
  COMMENT('C');

  /** The number of states. */
  public static final int COUNT = values().length;

  private static final RecordState[] STATES = values();

  private final char code;

  RecordState(char code) {
    this.code = code;
  }

  /** The state's row in tables. */
  @SuppressWarnings("EnumOrdinal") // the one place that ties rows to the order above
  public int index() {
    return ordinal();
  }

  /** The state with this row. */
  public static RecordState ofIndex(int index) {
    return STATES[index];
  }

  /** The letter that stands for the state in texts. */
  char code() {
    return code;
  }

  /**
   * The state with this letter.
   *
   * @throws IllegalArgumentException if no state has it
   */
  static RecordState ofCode(char code) {
    for (RecordState state : STATES) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("'%s' is not the letter of a record state".formatted(code));
  }
}
