package dev.sheaf.core.yaml;

import static dev.sheaf.core.dataset.ColumnType.Kind.BIGINT;
import static dev.sheaf.core.dataset.ColumnType.Kind.BOOLEAN;
import static dev.sheaf.core.dataset.ColumnType.Kind.DATE;
import static dev.sheaf.core.dataset.ColumnType.Kind.DECIMAL;
import static dev.sheaf.core.dataset.ColumnType.Kind.DOUBLE;
import static dev.sheaf.core.dataset.ColumnType.Kind.JSON;
import static dev.sheaf.core.dataset.ColumnType.Kind.TIMESTAMP;
import static dev.sheaf.core.dataset.ColumnType.Kind.VARCHAR;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.ValuePattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rules of a column make sense for its type and with each other. What a value is, the
 * parser of the column's fields decides: each option is tried on it alone, so that its place in the
 * file is known.
 */
final class ColumnCheck {
  private static final Set<ColumnType.Kind> NUMBERS = EnumSet.of(BIGINT, DOUBLE, DECIMAL);
  private static final Set<ColumnType.Kind> TIMES = EnumSet.of(DATE, TIMESTAMP);

  /** The types that a key is for; a key that is not here is for all. */
  private static final Map<String, Set<ColumnType.Kind>> KINDS =
      Map.of(
          "decimal_point", NUMBERS,
          "grouping", NUMBERS,
          "formats", TIMES,
          "zone", EnumSet.of(TIMESTAMP),
          "case", EnumSet.of(VARCHAR),
          "max_length", EnumSet.of(VARCHAR, JSON),
          "min", EnumSet.complementOf(EnumSet.of(BOOLEAN, JSON)),
          "max", EnumSet.complementOf(EnumSet.of(BOOLEAN, JSON)),
          "one_of", EnumSet.complementOf(EnumSet.of(JSON)),
          "pattern", EnumSet.complementOf(EnumSet.of(JSON)));

  /** Formats are read by recursion. */
  private static final int MAX_FORMAT_LENGTH = 200;

  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2013, 11, 25, 13, 14, 15, 123_456_000, ZoneOffset.UTC);

  private final Column column;
  private final BiConsumer<String, String> findings;
  private boolean good = true;

  private ColumnCheck(Column column, BiConsumer<String, String> findings) {
    this.column = column;
    this.findings = findings;
  }

  /**
   * Checks one column.
   *
   * @param written which keys its writer gave
   * @param findings takes the key of a wrong value, and what is wrong with it
   */
  static void check(Column column, Predicate<String> written, BiConsumer<String, String> findings) {
    ColumnCheck check = new ColumnCheck(column, findings);
    check.keysFitType(written);
    check.formats();
    check.zone();
    check.numberCharacters();
    check.pattern();
    if (check.good) {
      check.values();
    }
  }

  private void find(String key, String message) {
    good = false;
    findings.accept(key, message);
  }

  private void keysFitType(Predicate<String> written) {
    KINDS.forEach(
        (key, kinds) -> {
          if (written.test(key) && !kinds.contains(column.type().kind())) {
            List<String> names =
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
            find(key, "this is for %s, not %s".formatted(String.join(", ", names), column.type()));
          }
        });
  }

  private void formats() {
    for (String format : column.formats()) {
      if (format.length() > MAX_FORMAT_LENGTH) {
        find("formats", "a format has more than %d characters".formatted(MAX_FORMAT_LENGTH));
        continue;
      }
      try {
        String sample = DateTimeFormatter.ofPattern(format, Locale.ENGLISH).format(SAMPLE);
        Column alone = rules(List.of(format), null, null, List.of(), sample);
        FieldParser.of(alone);
      } catch (IllegalArgumentException | DateTimeException e) {
        find(
            "formats",
            "'%s' is no pattern of year, month and day as java.time.format.DateTimeFormatter has"
                    .formatted(format)
                + " them, such as yyyy-MM-dd");
      }
    }
  }

  private void zone() {
    try {
      if (column.zone() != null) {
        ZoneId.of(column.zone());
      }
    } catch (DateTimeException e) {
      find("zone", "'%s' is not a time zone such as Asia/Seoul".formatted(column.zone()));
    }
  }

  private void numberCharacters() {
    Character grouping = column.grouping();
    if (!separates(column.decimalPoint())) {
      find("decimal_point", "'%s' may stand in a number".formatted(column.decimalPoint()));
    }
    if (grouping == null) {
      return;
    }
    if (!separates(grouping)) {
      find("grouping", "'%s' may stand in a number".formatted(grouping));
    } else if (grouping == column.decimalPoint()) {
      find("grouping", "'%s' is the decimal point; give decimal_point another".formatted(grouping));
    }
  }

  private static boolean separates(char character) {
    return !Character.isLetterOrDigit(character) && "+-".indexOf(character) < 0;
  }

  private void pattern() {
    try {
      if (column.pattern() != null) {
        ValuePattern.of(column.pattern());
      }
    } catch (IllegalArgumentException e) {
      find("pattern", "'%s' %s".formatted(column.pattern(), e.getMessage()));
    }
  }

  private void values() {
    tryAlone("min", rules(column.formats(), column.min(), null, List.of(), null));
    tryAlone("max", rules(column.formats(), null, column.max(), List.of(), null));
    tryAlone("one_of", rules(column.formats(), null, null, column.oneOf(), null));
    if (good && column.min() != null && column.max() != null) {
      orderOfBounds(column.min(), column.max());
    }
    if (good) {
      tryAlone("default", column);
    }
  }

  private void orderOfBounds(String min, String max) {
    try {
      FieldParser.of(rules(column.formats(), null, max, List.of(), min));
    } catch (IllegalArgumentException e) {
      find("min", "%s is above max %s".formatted(min, max));
    }
  }

  private void tryAlone(String key, Column alone) {
    try {
      FieldParser.of(alone);
    } catch (IllegalArgumentException e) {
      String prefix = "column '%s': %s ".formatted(column.name(), key);
      String message = String.valueOf(e.getMessage());
      find(key, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
  }

  /** The column with no other rules than these. */
  private Column rules(
      List<String> formats,
      @Nullable String min,
      @Nullable String max,
      List<String> oneOf,
      @Nullable String defaultValue) {
    return new Column(
        column.name(),
        column.type(),
        Column.Requirement.OPTIONAL,
        column.trim(),
        column.letterCase(),
        List.of(),
        formats,
        column.zone(),
        column.decimalPoint(),
        column.grouping(),
        min,
        max,
        null,
        oneOf,
        null,
        defaultValue);
  }
}
