package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column.LetterCase;
import dev.sheaf.core.row.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text as it is, or in the column's letter case. */
final class VarcharParser extends ValueParser {
  private final LetterCase letterCase;
  private byte[] buffer = new byte[256];

  private VarcharParser(LetterCase letterCase) {
    this.letterCase = letterCase;
  }

  static VarcharParser of(LetterCase letterCase) {
    return new VarcharParser(letterCase);
  }

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    ColumnVector.Texts texts = (ColumnVector.Texts) target;
    if (letterCase == LetterCase.KEEP) {
      texts.append(row, bytes, from, to - from);
    } else if (convertAscii(bytes, from, to)) {
      texts.append(row, buffer, 0, to - from);
    } else {
      byte[] converted = convert(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      texts.append(row, converted, 0, converted.length);
    }
    return null;
  }

  private boolean convertAscii(byte[] bytes, int from, int to) {
    if (buffer.length < to - from) {
      buffer = new byte[to - from];
    }
    char first = letterCase == LetterCase.LOWER ? 'A' : 'a';
    for (int i = from; i < to; i++) {
      byte read = bytes[i];
      if (read < 0) {
        return false;
      }
      boolean other = read >= first && read <= first + ('Z' - 'A');
      buffer[i - from] = other ? (byte) (read ^ 0x20) : read;
    }
    return true;
  }

  private byte[] convert(String text) {
    String converted =
        letterCase == LetterCase.LOWER
            ? text.toLowerCase(Locale.ROOT)
            : text.toUpperCase(Locale.ROOT);
    return converted.getBytes(StandardCharsets.UTF_8);
  }
}
