package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.row.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers written with grouping or another decimal point, rewritten as plain ones. Groups must look
 * like groups: one to three digits, then two or three each, three at last. So {@code 1,5} is no
 * number where the comma groups, instead of fifteen.
 */
final class NumberText extends ValueParser {
  private static final String FLAW = "is not a number as the column writes them";

  private final ValueParser plain;
  private final byte[] decimalPoint;
  private final byte[] grouping;
  private byte[] buffer = new byte[64];
  private int length;

  private NumberText(Column column, ValueParser plain) {
    this.plain = plain;
    this.decimalPoint = utf8(column.decimalPoint());
    Character separator = column.grouping();
    this.grouping = separator == null ? new byte[0] : utf8(separator);
    if (Arrays.equals(decimalPoint, grouping)) {
      throw new IllegalArgumentException(
          "column '%s': decimal point and grouping are the same".formatted(column.name()));
    }
  }

  /** The parser itself where the column writes numbers plainly. */
  static ValueParser plain(Column column, ValueParser parser) {
    boolean isPlain = column.decimalPoint() == '.' && column.grouping() == null;
    return isPlain ? parser : new NumberText(column, parser);
  }

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    if (buffer.length < to - from) {
      buffer = new byte[to - from];
    }
    if (isWord(bytes[to - 1])) {
      return plain.parse(bytes, from, to, target, row);
    }
    return rewrite(bytes, from, to) ? plain.parse(buffer, 0, length, target, row) : FLAW;
  }

  @Override
  ValueParser plain() {
    return plain.plain();
  }

  /** NaN and infinities have no digits to group. */
  private static boolean isWord(byte last) {
    return last >= 'A';
  }

  private boolean rewrite(byte[] bytes, int from, int to) {
    length = 0;
    int at = from;
    if (bytes[at] == '-' || bytes[at] == '+') {
      buffer[length++] = bytes[at++];
    }
    int groups = 0;
    while (at < to) {
      int end = Ascii.skipDigits(bytes, at, to);
      boolean more = startsWith(bytes, end, to, grouping);
      if (!isGroup(end - at, groups, more)) {
        return false;
      }
      copy(bytes, at, end);
      at = end;
      if (!more) {
        break;
      }
      groups++;
      at += grouping.length;
      if (at == to) {
        return false;
      }
    }
    return copyTail(bytes, at, to);
  }

  private boolean isGroup(int digits, int groupsBefore, boolean more) {
    if (groupsBefore == 0) {
      return !more || digits >= 1 && digits <= 3;
    }
    return digits == 3 || digits == 2 && more;
  }

  private boolean copyTail(byte[] bytes, int from, int to) {
    int at = from;
    if (startsWith(bytes, at, to, decimalPoint)) {
      buffer[length++] = '.';
      at += decimalPoint.length;
    }
    for (int i = at; i < to; i++) {
      if (bytes[i] == '.') {
        return false;
      }
    }
    copy(bytes, at, to);
    return true;
  }

  private void copy(byte[] bytes, int from, int to) {
    System.arraycopy(bytes, from, buffer, length, to - from);
    length += to - from;
  }

  private static boolean startsWith(byte[] bytes, int at, int to, byte[] word) {
    return word.length > 0
        && to - at >= word.length
        && Arrays.equals(bytes, at, at + word.length, word, 0, word.length);
  }

  private static byte[] utf8(char character) {
    return String.valueOf(character).getBytes(StandardCharsets.UTF_8);
  }
}
