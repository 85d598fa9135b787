package dev.sheaf.core.inference;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that a column of these values can have. Each value is tried with the parser that loads
 * it later, which refuses what its type would alter; so whatever is chosen, nothing that was sampled
 * is altered. A few values may be dirt, and become rejects; but no number is dirt among numbers.
 */
final class TypeVote {
  private static final ColumnType VARCHAR = ColumnType.of(Kind.VARCHAR);
  private static final int MAX_DIGITS = 38;

  private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?\\d{1,4})$");

  /** Of which numbers differ in zeros only where nobody writes them for nothing. */
  private static final Pattern PADDED = Pattern.compile("[+-]?[\\d.,]*[.,](\\d*[1-9])(0*)");

  /**
   * What can be chosen.
   *
   * @param shape the column, as inferred from values
   * @param misfits values that are not of its type
   * @param reason why it is not the type that one would expect, or empty
   */
  record Choice(Column shape, List<SampleValue> misfits, String reason) {
    Choice {
      misfits = List.copyOf(misfits);
    }
  }

  private final String name;
  private final List<SampleValue> values;
  private final Set<SampleValue> numbers = new LinkedHashSet<>();
  private final List<String> written;
  private final Map<NumberStyle, Choice> styles = new EnumMap<>(NumberStyle.class);
  private final Optional<Choice> other;
  private final String padded;
  private final int limit;
  private final boolean mostly;

  private TypeVote(String name, List<SampleValue> values, double maxMisfits) {
    this.name = name;
    this.values = values;
    this.limit = below(maxMisfits * values.size());
    this.other = boolOrTime();
    Numbers any = new Numbers();
    List<SampleValue> found = values.stream().filter(any::has).toList();
    this.numbers.addAll(found);
    this.written =
        found.stream().filter(SampleValue::isDelimited).map(SampleValue::trimmed).toList();
    this.mostly = found.size() * 2 > values.size();
    this.padded = padded();
    if (padded.isEmpty() && mostly && values.size() - found.size() <= limit) {
      for (NumberStyle style : NumberStyle.among(written)) {
        number(style).ifPresent(choice -> styles.put(style, choice));
      }
    }
  }

  /**
   * Tries the types.
   *
   * @param sample of one column; empty values and words for missing ones do not count
   * @param maxMisfits the share of values that the misfits must stay below; 0: there must be none
   */
  static TypeVote of(ColumnSample sample, double maxMisfits) {
    List<SampleValue> values =
        sample.values().stream().filter(value -> !value.isEmpty() && !value.isMissing()).toList();
    return new TypeVote(sample.name(), values, maxMisfits);
  }

  /** The decimal points that the column can be read with; none where it does not matter. */
  Set<Character> decimalPoints() {
    Set<Character> points = new TreeSet<>();
    if (NumberStyle.among(written).size() > 1) {
      styles.keySet().forEach(style -> points.add(style.decimalPoint));
    }
    return points;
  }

  /**
   * The best type.
   *
   * @param filePoints the decimal points that other columns of the file prove
   */
  Choice choose(Set<Character> filePoints) {
    if (other.isPresent()) {
      return other.get();
    }
    Set<NumberStyle> possible = EnumSet.noneOf(NumberStyle.class);
    possible.addAll(styles.keySet());
    if (possible.size() > 1 && filePoints.size() == 1) {
      possible.removeIf(style -> !filePoints.contains(style.decimalPoint));
    }
    if (filePoints.isEmpty() && possible.contains(NumberStyle.POINT)) {
      possible.retainAll(Set.of(NumberStyle.POINT));
    }
    if (possible.size() == 1) {
      return requireNonNull(styles.get(possible.iterator().next()));
    }
    return new Choice(
        Column.of(name, VARCHAR).withInference(Column.Inference.FROM_VALUES),
        List.of(),
        possible.isEmpty()
            ? setAside()
            : "its numbers can be read in two ways: set decimal_point or grouping");
  }

  private Optional<Choice> boolOrTime() {
    Choice best = null;
    for (Kind kind : List.of(Kind.BOOLEAN, Kind.DATE, Kind.TIMESTAMP)) {
      Choice choice = tried(Column.of(name, ColumnType.of(kind)), limit);
      if (choice != null && (best == null || choice.misfits().size() < best.misfits().size())) {
        best = choice;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The narrowest type that holds all numbers as they are, read in this style. */
  private Optional<Choice> number(NumberStyle style) {
    Choice best = null;
    for (ColumnType type : types(style)) {
      Choice choice = tried(style.of(Column.of(name, type)), limit);
      if (choice != null
          && choice.misfits().stream().noneMatch(numbers::contains)
          && (best == null || choice.misfits().size() < best.misfits().size())) {
        best = choice;
      }
    }
    return Optional.ofNullable(best);
  }

  private List<ColumnType> types(NumberStyle style) {
    List<ColumnType> types = new ArrayList<>(List.of(ColumnType.of(Kind.BIGINT)));
    int scale = 0;
    boolean whole = true;
    for (SampleValue value : numbers) {
      String number = value.trimmed();
      int point = number.indexOf(style.decimalPoint);
      Matcher exponent = EXPONENT.matcher(number);
      int end = exponent.find() ? exponent.start() : number.length();
      int shift = end < number.length() ? Integer.parseInt(exponent.group(1)) : 0;
      whole &= point < 0 && end == number.length();
      scale = Math.max(scale, (point < 0 ? 0 : end - point - 1) - shift);
    }
    ColumnType exact = scale < MAX_DIGITS ? ColumnType.decimal(MAX_DIGITS, scale) : VARCHAR;
    ColumnType rounded = ColumnType.of(Kind.DOUBLE);
    types.addAll(whole ? List.of(exact, rounded) : List.of(rounded, exact));
    types.remove(VARCHAR);
    return types;
  }

  /** The column with its misfits, or null if these are more than so many. */
  private @Nullable Choice tried(Column shape, int most) {
    Column inferred = shape.withInference(Column.Inference.FROM_VALUES);
    FieldParser parser = FieldParser.of(inferred);
    ColumnVector target = ColumnVector.of(inferred.type(), 1);
    List<SampleValue> misfits = new ArrayList<>();
    for (SampleValue value : values) {
      if (value.parse(parser, target) != null) {
        misfits.add(value);
        if (misfits.size() > most) {
          return null;
        }
      }
    }
    return values.isEmpty() ? null : new Choice(inferred, misfits, "");
  }

  /** What two numbers tell that are the same but for zeros: they are versions, or codes. */
  private String padded() {
    Map<String, String> seen = new HashMap<>();
    for (String number : written) {
      Matcher matcher = PADDED.matcher(number);
      if (matcher.matches()) {
        String twin = seen.putIfAbsent(number.substring(0, matcher.end(1)), number);
        if (twin != null && twin.length() != number.length()) {
          return "'%s' and '%s' would be one number".formatted(twin, number);
        }
      }
    }
    return "";
  }

  /** Why it is not the type that at least half of its values have, if there is such a type. */
  private String setAside() {
    if (!padded.isEmpty()) {
      return padded;
    }
    for (Column shape : expected()) {
      Choice choice = tried(shape, values.size() / 2);
      if (choice != null && !choice.misfits().isEmpty()) {
        SampleValue first = choice.misfits().get(0);
        Column column = choice.shape();
        Violation flaw = first.parse(FieldParser.of(column), ColumnVector.of(column.type(), 1));
        return "not %s: %s of its values would be rejects, such as '%s', which %s"
            .formatted(
                column.type(),
                String.format(Locale.ENGLISH, "%,d", choice.misfits().size()),
                first.trimmed(),
                flaw == null ? "is none" : flaw.message().replaceFirst(": .*", ""));
      }
    }
    return mostly
        ? "a number would not keep how they are written, such as '%s'"
            .formatted(numbers.iterator().next().trimmed())
        : "";
  }

  private List<Column> expected() {
    List<Column> columns = new ArrayList<>();
    for (Kind kind : List.of(Kind.BOOLEAN, Kind.DATE, Kind.TIMESTAMP)) {
      columns.add(Column.of(name, ColumnType.of(kind)));
    }
    if (mostly) {
      for (NumberStyle style : NumberStyle.among(written)) {
        for (ColumnType type : types(style)) {
          columns.add(style.of(Column.of(name, type)));
        }
      }
    }
    return columns;
  }

  /** The greatest whole number below, or 0. */
  private static int below(double bound) {
    return Math.max(0, (int) Math.ceil(bound) - 1);
  }
}
