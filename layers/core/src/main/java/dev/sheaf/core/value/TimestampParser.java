package dev.sheaf.core.value;

import dev.sheaf.core.row.ColumnVector;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 with T or a space between date and time, seconds, fraction and offset optional; or the
 * column's formats. Years 0001 to 9999. Text without an offset is local time in the column's zone.
 */
final class TimestampParser extends ValueParser {
  private static final String FINER = "is finer than a microsecond";
  private static final String GAP = "does not exist in its time zone (the clock was put forward)";
  private static final String RANGE = "is not in the years 0001 to 9999 (UTC)";

  /** Texts choose the zones; what is remembered of them stays small. */
  private static final int MAX_NAMED_ZONES = 64;

  private static final long MIN = -62_135_596_800_000_000L;
  private static final long MAX = 253_402_300_799_999_999L;

  private final TimeFormats formats;
  private final LocalClock clock;
  private final IsoTime iso = new IsoTime();
  private final Map<ZoneId, LocalClock> namedZones = new HashMap<>();

  TimestampParser(TimeFormats formats, LocalClock clock) {
    this.formats = formats;
    this.clock = clock;
  }

  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    return formats.isEmpty()
        ? parseIso(bytes, from, to, (ColumnVector.Longs) target, row)
        : parseFormats(bytes, from, to, (ColumnVector.Longs) target, row);
  }

  private @Nullable String parseIso(
      byte[] bytes, int from, int to, ColumnVector.Longs target, int row) {
    if (!iso.parse(bytes, from, to)) {
      return "is not a timestamp (yyyy-MM-dd HH:mm:ss)";
    }
    if (iso.isFinerThanMicros()) {
      return FINER;
    }
    if (iso.hasOffset()) {
      long local = iso.epochDay() * Civil.MICROS_PER_DAY + iso.microsOfDay();
      return set(local - iso.offsetSeconds() * Civil.MICROS_PER_SECOND, target, row);
    }
    return set(clock.toUtc(iso.epochDay(), iso.microsOfDay()), target, row);
  }

  private @Nullable String parseFormats(
      byte[] bytes, int from, int to, ColumnVector.Longs target, int row) {
    if (!formats.parse(bytes, from, to)) {
      return "is not a timestamp in any of the column's formats";
    }
    if (formats.nanosOfDay() % 1000 != 0) {
      return FINER;
    }
    if (Math.abs(formats.epochDay()) > MAX / Civil.MICROS_PER_DAY) {
      return RANGE;
    }
    ZoneId zone = formats.zone();
    return set(clock(zone).toUtc(formats.epochDay(), formats.nanosOfDay() / 1000), target, row);
  }

  private LocalClock clock(@Nullable ZoneId zone) {
    if (zone == null) {
      return clock;
    }
    if (namedZones.size() == MAX_NAMED_ZONES) {
      namedZones.clear();
    }
    return namedZones.computeIfAbsent(zone, LocalClock::new);
  }

  private static @Nullable String set(long micros, ColumnVector.Longs target, int row) {
    if (micros == Civil.NONE) {
      return GAP;
    }
    if (micros < MIN || micros > MAX) {
      return RANGE;
    }
    target.set(row, micros);
    return null;
  }
}
