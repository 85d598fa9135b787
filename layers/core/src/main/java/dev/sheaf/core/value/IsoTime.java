package dev.sheaf.core.value;

/** Reads ISO-8601 dates with time straight from bytes; holds what the last one was. */
final class IsoTime {
  private static final int DATE_LENGTH = 10;
  private static final int SHORTEST = "yyyy-MM-ddTHH:mm".length();
  private static final int MAX_OFFSET_HOURS = 18;

  private long epochDay;
  private long microsOfDay;
  private boolean finerThanMicros;
  private boolean hasOffset;
  private long offsetSeconds;

  long epochDay() {
    return epochDay;
  }

  long microsOfDay() {
    return microsOfDay;
  }

  /** There were digits other than zero after the sixth of the fraction. */
  boolean isFinerThanMicros() {
    return finerThanMicros;
  }

  boolean hasOffset() {
    return hasOffset;
  }

  long offsetSeconds() {
    return offsetSeconds;
  }

  boolean parse(byte[] bytes, int from, int to) {
    finerThanMicros = false;
    hasOffset = false;
    int time = from + DATE_LENGTH;
    if (to - from < SHORTEST || bytes[time] != ' ' && bytes[time] != 'T') {
      return false;
    }
    epochDay = DateParser.isoDay(bytes, from);
    if (epochDay == Civil.NONE || bytes[time + 3] != ':') {
      return false;
    }
    int minuteEnd = time + 6;
    boolean hasSeconds = to - minuteEnd >= 3 && bytes[minuteEnd] == ':';
    int second = hasSeconds ? Ascii.digits(bytes, minuteEnd + 1, 2) : 0;
    int end = hasSeconds ? minuteEnd + 3 : minuteEnd;
    boolean hasFraction = hasSeconds && end < to && bytes[end] == '.';
    int fractionEnd = hasFraction ? Ascii.skipDigits(bytes, end + 1, to) : end;
    if (hasFraction && fractionEnd == end + 1) {
      return false;
    }
    microsOfDay =
        Civil.microsOfDay(
            Ascii.digits(bytes, time + 1, 2),
            Ascii.digits(bytes, time + 4, 2),
            second,
            hasFraction ? micros(bytes, end + 1, fractionEnd) : 0);
    return microsOfDay != Civil.NONE && (fractionEnd == to || parseOffset(bytes, fractionEnd, to));
  }

  private long micros(byte[] bytes, int from, int to) {
    long micros = 0;
    for (int i = from; i < from + 6; i++) {
      micros = micros * 10 + (i < to ? bytes[i] - '0' : 0);
    }
    for (int i = from + 6; i < to; i++) {
      finerThanMicros |= bytes[i] != '0';
    }
    return micros;
  }

  /** Z, or a sign with HH, HHmm or HH:mm. */
  private boolean parseOffset(byte[] bytes, int at, int to) {
    hasOffset = true;
    offsetSeconds = 0;
    if (bytes[at] == 'Z') {
      return to - at == 1;
    }
    int length = to - at;
    boolean signed = bytes[at] == '+' || bytes[at] == '-';
    boolean colon = length == 6 && bytes[at + 3] == ':';
    if (!signed || length != 3 && length != 5 && !colon) {
      return false;
    }
    int hours = Ascii.digits(bytes, at + 1, 2);
    int minutes = length == 3 ? 0 : Ascii.digits(bytes, to - 2, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_HOURS * 60) {
      return false;
    }
    offsetSeconds = (hours * 60L + minutes) * (bytes[at] == '-' ? -60 : 60);
    return true;
  }
}
