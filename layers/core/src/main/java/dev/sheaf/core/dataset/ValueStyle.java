package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one source writes values: it takes the place of what the columns say of that, in uploads of
 * this source alone. Bounds, defaults and other rules stay written as the columns write values.
 *
 * @param decimalPoint of numbers; null: as the columns say
 * @param grouping of numbers; null: none if there is a decimal point, else as the columns say
 * @param formats of dates and timestamps; a date takes none that hold a time. Empty: as the columns
 *     say
 * @param zone of timestamps whose text names none; null: as the columns say
 * @param nulls texts that stand for NULL, in place of the columns' own; null: as the columns say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValueStyle(
    @Nullable Character decimalPoint,
    @Nullable Character grouping,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> formats,
    @Nullable String zone,
    @Nullable List<String> nulls) {
  /** Of letters in a pattern, those that are of times and zones. */
  private static final String TIME_LETTERS = "aBhHkKmsSAnNVvzOXxZ";

  static final ValueStyle NONE = new ValueStyle(null, null, List.of(), null, null);

  public ValueStyle {
    formats = List.copyOf(formats);
    nulls = nulls == null ? null : List.copyOf(nulls);
  }

  /** A column with its values written so. */
  public Column of(Column column) {
    Column written = nulls == null ? column : column.withNulls(nulls);
    return switch (column.type().kind()) {
      case BIGINT, DOUBLE, DECIMAL -> numbers(written);
      case DATE -> times(written, formats.stream().filter(ValueStyle::isOfDates).toList());
      case TIMESTAMP -> times(written, formats);
      case BOOLEAN, VARCHAR, JSON -> written;
    };
  }

  private Column numbers(Column column) {
    return decimalPoint == null && grouping == null
        ? column
        : column.withNumbers(decimalPoint == null ? column.decimalPoint() : decimalPoint, grouping);
  }

  private Column times(Column column, List<String> patterns) {
    return column.withTimes(
        patterns.isEmpty() ? column.formats() : patterns, zone == null ? column.zone() : zone);
  }

  private static boolean isOfDates(String pattern) {
    boolean literal = false;
    for (char letter : pattern.toCharArray()) {
      literal ^= letter == '\'';
      if (!literal && TIME_LETTERS.indexOf(letter) >= 0) {
        return false;
      }
    }
    return true;
  }
}
