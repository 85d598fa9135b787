package dev.sheaf.core.value;

import dev.sheaf.core.row.ColumnVector;
import org.jspecify.annotations.Nullable;

/** {@code yyyy-MM-dd}, or the column's formats. */
final class DateParser extends ValueParser {
  private static final int ISO_LENGTH = 10;

  private final TimeFormats formats;

  DateParser(TimeFormats formats) {
    this.formats = formats;
  }

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    long day;
    if (formats.isEmpty()) {
      day = to - from == ISO_LENGTH ? isoDay(bytes, from) : Civil.NONE;
    } else {
      day = formats.parse(bytes, from, to) ? formats.epochDay() : Civil.NONE;
    }
    if (day == Civil.NONE) {
      return formats.isEmpty()
          ? "is not a date (yyyy-MM-dd)"
          : "is not a date in any of the column's formats";
    }
    ((ColumnVector.Longs) target).set(row, day);
    return null;
  }

  /** The day of {@code yyyy-MM-dd} at {@code at}, where ten bytes must be, or NONE. */
  static long isoDay(byte[] bytes, int at) {
    if (bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return Civil.NONE;
    }
    return Civil.epochDay(
        Ascii.digits(bytes, at, 4), Ascii.digits(bytes, at + 5, 2), Ascii.digits(bytes, at + 8, 2));
  }
}
