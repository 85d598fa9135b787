package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The date and time formats of one column, tried in order. Holds what the last successful {@link
 * #parse} found. Names of months and days are English; without case.
 */
final class TimeFormats {
  private final FormatAttempt[] attempts;
  private long epochDay;
  private long nanosOfDay;
  private @Nullable ZoneId zone;

  /** One format. */
  private interface FormatAttempt {
    boolean parse(byte[] bytes, int from, int to);
  }

  private TimeFormats(Column column) {
    this.attempts =
        column.formats().stream()
            .map(pattern -> attempt(column, pattern))
            .toArray(FormatAttempt[]::new);
  }

  /**
   * @throws IllegalArgumentException if a format is none; the message names it
   */
  static TimeFormats of(Column column) {
    return new TimeFormats(column);
  }

  /** True where the column names no format: then it is ISO-8601. */
  boolean isEmpty() {
    return attempts.length == 0;
  }

  boolean parse(byte[] bytes, int from, int to) {
    for (FormatAttempt attempt : attempts) {
      if (attempt.parse(bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  long epochDay() {
    return epochDay;
  }

  /** 0 where the format has no time. */
  long nanosOfDay() {
    return nanosOfDay;
  }

  /** The zone or offset that the text itself named. */
  @Nullable ZoneId zone() {
    return zone;
  }

  private FormatAttempt attempt(Column column, String pattern) {
    DateTimeFormatter formatter;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(withoutEra(pattern))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column '%s': format '%s': %s".formatted(column.name(), pattern, e.getMessage()), e);
    }
    FixedFormat fixed = FixedFormat.of(pattern);
    return fixed == null
        ? (bytes, from, to) -> parse(formatter, bytes, from, to)
        : (bytes, from, to) -> parse(fixed, bytes, from, to);
  }

  private boolean parse(FixedFormat format, byte[] bytes, int from, int to) {
    if (!format.parse(bytes, from, to)) {
      return false;
    }
    epochDay = format.epochDay();
    nanosOfDay = format.nanosOfDay();
    zone = null;
    return true;
  }

  private boolean parse(DateTimeFormatter formatter, byte[] bytes, int from, int to) {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    } catch (DateTimeException e) {
      return false;
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null || date.getYear() < 1) {
      return false;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    epochDay = date.toEpochDay();
    nanosOfDay = time == null ? 0 : time.toNanoOfDay();
    zone = offset == null ? parsed.query(TemporalQueries.zoneId()) : offset;
    return true;
  }

  /** Strict resolving wants an era beside {@code y}; people write yyyy and mean the plain year. */
  private static String withoutEra(String pattern) {
    if (pattern.indexOf('G') >= 0) {
      return pattern;
    }
    StringBuilder plain = new StringBuilder(pattern);
    boolean literal = false;
    for (int i = 0; i < plain.length(); i++) {
      literal ^= plain.charAt(i) == '\'';
      if (!literal && plain.charAt(i) == 'y') {
        plain.setCharAt(i, 'u');
      }
    }
    return plain.toString();
  }
}
