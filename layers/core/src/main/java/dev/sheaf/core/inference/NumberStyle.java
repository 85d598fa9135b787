package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ways of writing numbers that a sample may prove. */
enum NumberStyle {
  /** {@code 1234.5}. */
  POINT('.', null),
  /** {@code 1,234.5}. */
  POINT_GROUPED('.', ','),
  /** {@code 1234,5}. */
  COMMA(',', null),
  /** {@code 1.234,5}. */
  COMMA_GROUPED(',', '.');

  final char decimalPoint;
  final @Nullable Character grouping;

  NumberStyle(char decimalPoint, @Nullable Character grouping) {
    this.decimalPoint = decimalPoint;
    this.grouping = grouping;
  }

  /** The column, with its numbers written like this. */
  Column of(Column column) {
    return column.withNumbers(decimalPoint, grouping);
  }

  /** Those that differ in how they read these texts. */
  static List<NumberStyle> among(List<String> texts) {
    boolean points = texts.stream().anyMatch(text -> text.indexOf('.') >= 0);
    boolean commas = texts.stream().anyMatch(text -> text.indexOf(',') >= 0);
    if (commas) {
      return points ? List.of(values()) : List.of(POINT_GROUPED, COMMA);
    }
    return points ? List.of(POINT, COMMA_GROUPED) : List.of(POINT);
  }
}
