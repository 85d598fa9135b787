package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.dataset.Source.Header;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether the first record names the columns or is data like those below. */
final class HeaderVote {
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
  private static final Pattern FOUR_DIGITS = Pattern.compile("-?\\d{4}([.,]0*)?");
  private static final double HALF = 0.5;
  private static final double FEW = 0.1;

  private HeaderVote() {}

  /**
   * Data only if that is plain: fields of the first record are numbers, dates or booleans where the
   * columns below hold such, and none is anything else there.
   *
   * @param others the records below, as wide as the first
   * @param below the columns as inferred from these; none where there are no others
   */
  static Header vote(SampleRecord first, List<SampleRecord> others, List<Column> below) {
    if (below.isEmpty()) {
      return areYears(first) ? Header.PRESENT : alone(first);
    }
    if (namesYears(first, others)) {
      return Header.PRESENT;
    }
    int alike = 0;
    int unlike = 0;
    for (int i = 0; i < first.size(); i++) {
      String text = first.fields().get(i).text().strip();
      boolean typed = below.get(i).type().kind() != Kind.VARCHAR;
      if (!typed || text.isEmpty() || below.get(i).nulls().contains(text)) {
        continue;
      }
      boolean same = isAlike(kind(text), below.get(i));
      alike += same ? 1 : 0;
      unlike += same ? 0 : 1;
    }
    return alike > 0 && unlike == 0 ? Header.ABSENT : Header.PRESENT;
  }

  /** With nothing below it, a record is data if most of its fields are no texts. */
  private static Header alone(SampleRecord only) {
    long typed =
        only.fields().stream().filter(field -> kind(field.text().strip()) != Kind.VARCHAR).count();
    return typed * 2 > only.size() ? Header.ABSENT : Header.PRESENT;
  }

  /** DOUBLE for numbers of any kind, even for those that no type would keep as they are written. */
  private static Kind kind(String text) {
    if (text.isEmpty()) {
      return Kind.VARCHAR;
    }
    SampleValue value = new SampleValue(text, SampleValue.Notation.UNQUOTED);
    return new Numbers().has(value)
        ? Kind.DOUBLE
        : TypeVote.of(new ColumnSample("field", List.of(value)), 0)
            .choose(Set.of())
            .shape()
            .type()
            .kind();
  }

  private static boolean isAlike(Kind kind, Column below) {
    return switch (below.type().kind()) {
      case BIGINT, DOUBLE, DECIMAL -> kind == Kind.DOUBLE;
      case DATE, TIMESTAMP, BOOLEAN -> kind == below.type().kind();
      case VARCHAR, JSON -> false;
    };
  }

  /**
   * Whether all numbers of the first record are years that name columns: those below are none. One
   * year alone stands beside a name, and above numbers of another size or with a fraction.
   */
  private static boolean namesYears(SampleRecord first, List<SampleRecord> others) {
    boolean follow = areYears(first);
    int years = 0;
    int names = 0;
    for (int i = 0; i < first.size(); i++) {
      int field = i;
      String text = text(first, field);
      List<String> values =
          others.stream()
              .map(record -> text(record, field))
              .filter(value -> !value.isEmpty() && !NullTokens.mayBe(value))
              .toList();
      if (YEAR.matcher(text).matches()) {
        Pattern like = follow ? YEAR : FOUR_DIGITS;
        long alike = values.stream().filter(value -> like.matcher(value).matches()).count();
        if (alike > values.size() * (follow ? HALF : FEW)) {
          return false;
        }
        years++;
      } else if (kind(text) != Kind.VARCHAR) {
        return false;
      } else if (!text.isEmpty()) {
        if (values.contains(text)) {
          return false;
        }
        names++;
      }
    }
    return follow || years > 0 && names > 0;
  }

  private static String text(SampleRecord record, int field) {
    return record.fields().get(field).text().strip();
  }

  /** Tables with a column per year have a header of numbers that follow each other. */
  private static boolean areYears(SampleRecord first) {
    int years = 0;
    for (int i = 1; i < first.size(); i++) {
      String left = first.fields().get(i - 1).text().strip();
      String right = first.fields().get(i).text().strip();
      boolean follow =
          YEAR.matcher(left).matches()
              && YEAR.matcher(right).matches()
              && Math.abs(Integer.parseInt(left) - Integer.parseInt(right)) == 1;
      years += follow ? 1 : 0;
    }
    return years > 0;
  }
}
