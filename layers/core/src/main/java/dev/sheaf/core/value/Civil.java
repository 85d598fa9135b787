package dev.sheaf.core.value;

/** Days and times of the ISO calendar as plain numbers. */
final class Civil {
  static final long NONE = Long.MIN_VALUE;
  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private static final int SHORTEST_MONTH = 28;
  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Civil() {}

  /**
   * Days from 1970-01-01, or {@link #NONE} if there is no such date. (Howard Hinnant,
   * "chrono-Compatible Low-Level Date Algorithms", days_from_civil.)
   *
   * @param year 1 or later: before 1 AD came 1 BC; smaller numbers anywhere give NONE
   */
  static long epochDay(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    if (day > SHORTEST_MONTH && day > lengthOfMonth(year, month)) {
      return NONE;
    }
    int shifted = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shifted, 400);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** Microseconds since midnight, or {@link #NONE}; negative numbers give NONE. */
  static long microsOfDay(int hour, int minute, int second, long micros) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return NONE;
    }
    return ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + micros;
  }

  private static int lengthOfMonth(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
  }
}
