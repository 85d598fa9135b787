package dev.sheaf.core.framing;

/** The one byte that ends a record. Files with CRLF use {@link #LF}; their parser strips the CR. */
public enum LineEnd {
  LF('\n'),
  CR('\r');

  private final char terminator;

  LineEnd(char terminator) {
    this.terminator = terminator;
  }

  public char terminator() {
    return terminator;
  }
}
