package dev.sheaf.core.value;

import dev.sheaf.core.row.ColumnVector;
import org.jspecify.annotations.Nullable;

/** true, t, yes, y, on, 1 and false, f, no, n, off, 0, in any case. */
final class BooleanParser extends ValueParser {
  private static final long TRUE = 1;
  private static final long FALSE = 0;
  private static final long NEITHER = -1;

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    long value = value(bytes, from, to);
    if (value == NEITHER) {
      return "is not a boolean (true or false)";
    }
    ((ColumnVector.Longs) target).set(row, value);
    return null;
  }

  private static long value(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 1 ->
          switch (bytes[from]) {
            case '1', 't', 'T', 'y', 'Y' -> TRUE;
            case '0', 'f', 'F', 'n', 'N' -> FALSE;
            default -> NEITHER;
          };
      case 2 -> either(bytes, from, to, "on", "no");
      case 3 -> either(bytes, from, to, "yes", "off");
      case 4 -> Ascii.matches(bytes, from, to, "true") ? TRUE : NEITHER;
      case 5 -> Ascii.matches(bytes, from, to, "false") ? FALSE : NEITHER;
      default -> NEITHER;
    };
  }

  private static long either(byte[] bytes, int from, int to, String yes, String no) {
    if (Ascii.matches(bytes, from, to, yes)) {
      return TRUE;
    }
    return Ascii.matches(bytes, from, to, no) ? FALSE : NEITHER;
  }
}
