package dev.sheaf.core.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date format in which every field has its fixed place, such as {@code dd.MM.yyyy HH:mm}: parsed
 * straight from bytes. The result is that of the {@link java.time.format.DateTimeFormatter}, for
 * years of four digits.
 */
final class FixedFormat {
  private static final Pattern TOKEN =
      Pattern.compile("(yyyy|uuuu|MM|dd|HH|mm|ss|S{1,9})|'((?:[^']|'')*)'|([^a-zA-Z'\\[\\]{}#])");
  private static final String FIELDS = "yMdHmsS";
  private static final int FRACTION = FIELDS.indexOf('S');

  /** What stands at one place: the digits of a field, or literal bytes (field is -1). */
  private record Place(int field, int length, byte[] literal) {}

  private final Place[] places;
  private final int length;
  private final int[] values = new int[FIELDS.length()];

  private FixedFormat(List<Place> places) {
    this.places = places.toArray(Place[]::new);
    this.length = places.stream().mapToInt(Place::length).sum();
  }

  /** The format, or null where the pattern has anything but fixed fields and literals. */
  static @Nullable FixedFormat of(String pattern) {
    List<Place> places = new ArrayList<>();
    Matcher token = TOKEN.matcher(pattern);
    int at = 0;
    int seen = 0;
    while (at < pattern.length() && token.find(at) && token.start() == at) {
      Place place = place(token);
      if (place.field() >= 0) {
        if ((seen & 1 << place.field()) != 0) {
          return null;
        }
        seen |= 1 << place.field();
      }
      places.add(place);
      at = token.end();
    }
    return at == pattern.length() && isDateAndTime(seen) ? new FixedFormat(places) : null;
  }

  /** Year, month and day; no unit of time without the greater ones. */
  private static boolean isDateAndTime(int fields) {
    int date = 0b111;
    return (fields & date) == date && (fields & fields + 1) == 0;
  }

  private static Place place(Matcher token) {
    String field = token.group(1);
    if (field != null) {
      int index = FIELDS.indexOf(field.charAt(0) == 'u' ? 'y' : field.charAt(0));
      return new Place(index, field.length(), new byte[0]);
    }
    String quoted = token.group(2);
    String text =
        quoted == null ? token.group(3) : quoted.isEmpty() ? "'" : quoted.replace("''", "'");
    byte[] literal = text.getBytes(StandardCharsets.UTF_8);
    return new Place(-1, literal.length, literal);
  }

  boolean parse(byte[] bytes, int from, int to) {
    if (to - from != length) {
      return false;
    }
    Arrays.fill(values, 0);
    int at = from;
    for (Place place : places) {
      if (place.field() >= 0) {
        int value = Ascii.digits(bytes, at, place.length());
        if (value < 0) {
          return false;
        }
        values[place.field()] = place.field() == FRACTION ? nanos(value, place.length()) : value;
      } else if (!Arrays.equals(
          bytes, at, at + place.length(), place.literal(), 0, place.length())) {
        return false;
      }
      at += place.length();
    }
    return epochDay() != Civil.NONE && nanosOfDay() != Civil.NONE;
  }

  long epochDay() {
    return Civil.epochDay(values[0], values[1], values[2]);
  }

  long nanosOfDay() {
    long micros = Civil.microsOfDay(values[3], values[4], values[5], 0);
    return micros == Civil.NONE ? Civil.NONE : micros * 1000 + values[FRACTION];
  }

  private static int nanos(int value, int digits) {
    int nanos = value;
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }
}
