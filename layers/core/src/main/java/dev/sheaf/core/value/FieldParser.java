package dev.sheaf.core.value;

import static dev.sheaf.core.dataset.ColumnType.Kind.VARCHAR;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Column.Requirement;
import dev.sheaf.core.dataset.Column.Trim;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one field into a typed value as its column says: trims, recognises NULL, takes
 * the default, parses, and checks the rules. Allocates nothing where the field is fine. Not for use
 * by two threads at once.
 *
 * <p>NULL is: an empty unquoted field; an empty quoted one unless the column is VARCHAR; a null
 * token, unquoted, or quoted where the column is not VARCHAR. Emptiness and tokens are judged after
 * trimming.
 */
public final class FieldParser {
  /** The rule that a text breaks which is no value of the column's type. */
  public static final String TYPE_RULE = "type";

  private final Column column;
  private final boolean trims;
  private final boolean varchar;
  private final byte[][] nulls;
  private final ValueParser values;
  private final ValueParser numbers; // of JSON
  private final ValueParser declared; // of what the definition itself writes
  private final @Nullable ValueRules rules;
  private final byte @Nullable [] defaultText;

  private FieldParser(Column column, Column written) {
    this.column = column;
    this.varchar = column.type().kind() == VARCHAR;
    this.trims = !column.type().isText() || column.trim() == Trim.BOTH;
    this.nulls =
        written.nulls().stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.values = ValueParser.of(written);
    this.numbers = values.plain();
    this.declared = written.equals(column) ? values : ValueParser.of(column);
    this.rules = ValueRules.of(column, declared);
    String text = column.defaultValue();
    this.defaultText = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A parser for the fields of this column.
   *
   * @throws IllegalArgumentException if the column's options make no sense for its type (say, a
   *     bound that is no value of it, or a default that breaks a rule); the message names the
   *     column and the option
   */
  public static FieldParser of(Column column) {
    return of(column, column);
  }

  /**
   * A parser for the fields of this column in uploads that write its values in another way.
   *
   * @param column as declared: its bounds and default are written so
   * @param written the same with nulls, numbers and times as the uploads write them
   */
  public static FieldParser of(Column column, Column written) {
    FieldParser parser = new FieldParser(column, written);
    parser.requireValidDefault();
    return parser;
  }

  public Column column() {
    return column;
  }

  /**
   * Sets the value, or NULL, at {@code row}.
   *
   * @param bytes holds the text at [from, to), valid UTF-8, quotes and escapes already resolved
   * @param target of this column's type
   * @return null if all is well; else what is wrong, and the value at {@code row} is undefined
   */
  public @Nullable Violation parse(
      byte[] bytes, int from, int to, Quoting quoting, ColumnVector target, int row) {
    int start = from;
    int end = to;
    if (trims) {
      start = Blanks.skip(bytes, from, to);
      end = Blanks.skipBack(bytes, start, to);
    }
    if (start == end
        ? !varchar || quoting == Quoting.UNQUOTED
        : isNullToken(bytes, start, end, quoting)) {
      return parseAbsent(target, row);
    }
    return parseValue(values, bytes, start, end, target, row);
  }

  /**
   * As {@link #parse} of a quoted field, but of a JSON string. Whoever wrote one did not mean a
   * number, so columns that were inferred to hold numbers or booleans take none; nor is any NULL
   * there, for JSON has a word of its own for that.
   */
  public @Nullable Violation parseString(
      byte[] bytes, int from, int to, ColumnVector target, int row) {
    if (column.inference() == null || varchar) {
      return parse(bytes, from, to, Quoting.QUOTED, target, row);
    }
    String flaw = Strict.stringFlaw(column.type().kind());
    int start = Blanks.skip(bytes, from, to);
    int end = Blanks.skipBack(bytes, start, to);
    if (flaw == null && start == end) {
      flaw = "is an empty text";
    }
    return flaw == null
        ? parseValue(values, bytes, start, end, target, row)
        : new Violation(column.name(), "type", Violation.excerpt(bytes, from, to), flaw);
  }

  /**
   * As {@link #parse} of an unquoted field, but of a number in plain notation: without the column's
   * grouping and decimal point.
   */
  public @Nullable Violation parseNumber(
      byte[] bytes, int from, int to, ColumnVector target, int row) {
    if (isNullToken(bytes, from, to, Quoting.UNQUOTED)) {
      return parseAbsent(target, row);
    }
    return parseValue(numbers, bytes, from, to, target, row);
  }

  /** As {@link #parse} of a field that is NULL, or that the record does not have. */
  public @Nullable Violation parseAbsent(ColumnVector target, int row) {
    if (defaultText != null) {
      return parseValue(declared, defaultText, 0, defaultText.length, target, row);
    }
    if (column.requirement() == Requirement.REQUIRED) {
      return new Violation(column.name(), "required", "", "is required, and is NULL");
    }
    target.setNull(row);
    return null;
  }

  private @Nullable Violation parseValue(
      ValueParser parser, byte[] bytes, int from, int to, ColumnVector target, int row) {
    String flaw = parser.parse(bytes, from, to, target, row);
    if (flaw != null) {
      return new Violation(column.name(), TYPE_RULE, Violation.excerpt(bytes, from, to), flaw);
    }
    return rules == null ? null : rules.check(bytes, from, to, target, row);
  }

  /** Whether {@link #parse} takes the field for NULL. */
  public boolean isNull(byte[] bytes, int from, int to, Quoting quoting) {
    int start = trims ? Blanks.skip(bytes, from, to) : from;
    int end = trims ? Blanks.skipBack(bytes, start, to) : to;
    return start == end
        ? !varchar || quoting == Quoting.UNQUOTED
        : isNullToken(bytes, start, end, quoting);
  }

  /** Whether the text, as it stands, is one of the column's null tokens and counts as one. */
  public boolean isNullToken(byte[] bytes, int from, int to, Quoting quoting) {
    if (nulls.length == 0 || varchar && quoting == Quoting.QUOTED) {
      return false;
    }
    for (byte[] token : nulls) {
      if (Arrays.equals(token, 0, token.length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private void requireValidDefault() {
    if (defaultText == null) {
      return;
    }
    Violation violation = parseAbsent(ColumnVector.of(column.type(), 1), 0);
    if (violation != null) {
      throw new IllegalArgumentException(
          "column '%s': default '%s' %s"
              .formatted(column.name(), violation.value(), violation.message()));
    }
  }
}
