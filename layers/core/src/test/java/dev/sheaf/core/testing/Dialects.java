package dev.sheaf.core.testing;

import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;

/** Dialects that many tests use. */
public final class Dialects {
  private Dialects() {}

  /** Comma, double quote, quoted newlines, LF or CRLF: RFC 4180. */
  public static Dialect rfc4180() {
    return new Dialect(',', '"', null, null, true, LineEnd.LF);
  }
}
