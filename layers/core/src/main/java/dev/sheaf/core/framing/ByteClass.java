package dev.sheaf.core.framing;

/** What a byte means to the automaton: bytes of one class are never told apart. */
enum ByteClass {
  ORDINARY,
  DELIMITER,
  COMMENT,
  NEWLINE,
  QUOTE,
  ESCAPE;

  /** Tables are indexed by {@code row << SHIFT | class}. */
  public static final int SHIFT = 3;

  private static final ByteClass[] CLASSES = values();

  /** The class's column in tables. */
  @SuppressWarnings("EnumOrdinal") // the one place that ties columns to the order above
  public int index() {
    return ordinal();
  }

  /** The class with this column. */
  public static ByteClass ofIndex(int index) {
    return CLASSES[index];
  }

  /**
   * Whether the byte may change more than the last field start. In a run of calm (not lively) bytes
   * only the first and the last matter.
   *
   * @see RunSteps
   */
  boolean isLively() {
    return switch (this) {
      case ORDINARY, DELIMITER, COMMENT -> false;
      case NEWLINE, QUOTE, ESCAPE -> true;
    };
  }
}
