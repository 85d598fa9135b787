package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.row.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Turns a text, which is not NULL, into a value of one type. */
public abstract class ValueParser {

  /**
   * Sets the value of the text at [from, to).
   *
   * @return null if there is one; else what is wrong with the text, to follow it in a sentence
   */
  public abstract @Nullable String parse(
      byte[] bytes, int from, int to, ColumnVector target, int row);

  /** The parser for numbers of JSON: in plain notation, and held only to their value. */
  ValueParser plain() {
    return this;
  }

  /**
   * @throws IllegalArgumentException if a format or the zone is none
   */
  public static ValueParser of(Column column) {
    return switch (column.type().kind()) {
      case BOOLEAN -> Strict.of(column, new BooleanParser());
      case BIGINT -> number(column, new BigintParser());
      case DOUBLE -> number(column, new DoubleParser());
      case DECIMAL -> number(column, DecimalParser.of(column.type()));
      case DATE -> new DateParser(TimeFormats.of(column));
      case TIMESTAMP -> new TimestampParser(TimeFormats.of(column), LocalClock.of(column));
      case VARCHAR -> Strict.of(column, VarcharParser.of(column.letterCase()));
      case JSON -> new JsonTextParser();
    };
  }

  private static ValueParser number(Column column, ValueParser parser) {
    return NumberText.plain(column, Strict.of(column, parser));
  }
}
