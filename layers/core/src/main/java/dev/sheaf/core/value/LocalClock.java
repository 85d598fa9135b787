package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * From local time to UTC by the rules of one zone. A local time that occurs twice is taken as the
 * earlier of the two; one that does not occur is {@link Civil#NONE}. The offset of quiet days (no
 * transition near) is remembered, so that looking up rules is the exception.
 */
final class LocalClock {
  private static final int CACHED_DAYS = 1024;
  private static final long SECONDS_PER_DAY = 86_400;

  private final ZoneRules rules;
  private final long[] cachedDay = new long[CACHED_DAYS];
  private final long[] cachedOffsetMicros = new long[CACHED_DAYS];

  LocalClock(ZoneId zone) {
    this.rules = zone.getRules();
    Arrays.fill(cachedDay, Civil.NONE);
  }

  /**
   * The clock of a column's zone; UTC if it has none.
   *
   * @throws IllegalArgumentException if there is no such zone
   */
  static LocalClock of(Column column) {
    String zone = column.zone();
    try {
      return new LocalClock(zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "column '%s': zone '%s' is not known".formatted(column.name(), zone), e);
    }
  }

  /** Microseconds since 1970-01-01T00:00:00 UTC, or {@link Civil#NONE} in a gap of the zone. */
  long toUtc(long epochDay, long microsOfDay) {
    int slot = (int) epochDay & CACHED_DAYS - 1;
    if (cachedDay[slot] != epochDay && !cacheIfQuiet(epochDay, slot)) {
      return lookUp(epochDay, microsOfDay);
    }
    return epochDay * Civil.MICROS_PER_DAY + microsOfDay - cachedOffsetMicros[slot];
  }

  /** No offset is more than 18 hours, so a day on either side is margin enough. */
  private boolean cacheIfQuiet(long epochDay, int slot) {
    Instant before = Instant.ofEpochSecond((epochDay - 1) * SECONDS_PER_DAY);
    ZoneOffsetTransition next = rules.nextTransition(before);
    if (next != null && next.toEpochSecond() <= (epochDay + 2) * SECONDS_PER_DAY) {
      return false;
    }
    cachedDay[slot] = epochDay;
    cachedOffsetMicros[slot] = rules.getOffset(before).getTotalSeconds() * Civil.MICROS_PER_SECOND;
    return true;
  }

  private long lookUp(long epochDay, long microsOfDay) {
    LocalDateTime local =
        LocalDate.ofEpochDay(epochDay).atStartOfDay().plusNanos(microsOfDay * 1000);
    var offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return Civil.NONE;
    }
    long offset = offsets.get(0).getTotalSeconds() * Civil.MICROS_PER_SECOND;
    return epochDay * Civil.MICROS_PER_DAY + microsOfDay - offset;
  }
}
