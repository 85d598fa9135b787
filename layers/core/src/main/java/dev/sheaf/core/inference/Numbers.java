package dev.sheaf.core.inference;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.FieldParser;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows numbers in any style, whatever a type would keep of how they are written. */
final class Numbers {
  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final ColumnType DOUBLE = ColumnType.of(Kind.DOUBLE);

  private final Map<NumberStyle, FieldParser> styles = new EnumMap<>(NumberStyle.class);
  private final ColumnVector target = ColumnVector.of(DOUBLE, 1);

  Numbers() {
    for (NumberStyle style : NumberStyle.values()) {
      styles.put(style, FieldParser.of(style.of(Column.of("n", DOUBLE))));
    }
  }

  /** Whether this is a number; of JSON only what is no string. */
  boolean has(SampleValue value) {
    if (!DIGIT.matcher(value.text()).find()) {
      return false;
    }
    return switch (value.notation()) {
      case UNQUOTED, QUOTED -> isNumber(value);
      case JSON_NUMBER_OR_BOOLEAN -> true;
      case JSON_STRING, JSON_NESTED, JSON_NULL -> false;
    };
  }

  private boolean isNumber(SampleValue value) {
    for (NumberStyle style : NumberStyle.among(List.of(value.text()))) {
      if (value.parse(requireNonNull(styles.get(style)), target) == null) {
        return true;
      }
    }
    return false;
  }
}
