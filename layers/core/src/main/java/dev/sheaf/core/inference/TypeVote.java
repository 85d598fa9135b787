package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.value.FieldParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Picks the type that the majority of a column's values have. A type that would lose something of
 * what is written - leading zeros, digits beyond those of a number - is passed over.
 */
final class TypeVote {
  /** The share of values that must fit; the others are taken for dirt. */
  static final double MAJORITY = 0.9;

  private static final double ROUNDING = 1e-9;

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern SAFE_INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
  private static final Pattern LONG_INTEGER = Pattern.compile("-?[1-9]\\d{18,}");
  private static final Pattern FRACTION = Pattern.compile("-?\\d*\\.\\d+([eE][+-]?\\d+)?");
  private static final Pattern BEYOND_DOUBLE = Pattern.compile("[+-]?(0\\d+|\\d{16,})");
  private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private static final ColumnType VARCHAR = ColumnType.of(Kind.VARCHAR);

  /**
   * What was picked.
   *
   * @param shape a column of the type picked, with the way its numbers are written
   * @param fits which values are of the type
   * @param reason why it is not the type that one would expect, or empty
   */
  record Choice(Column shape, Predicate<String> fits, String reason) {}

  private final String name;
  private final List<String> values;

  private TypeVote(String name, List<String> values) {
    this.name = name;
    this.values = values;
  }

  /**
   * Picks a type.
   *
   * @param values not NULL, trimmed
   * @param allowed the types to try, beside VARCHAR
   */
  static Choice pick(String name, List<String> values, Set<Kind> allowed) {
    TypeVote vote = new TypeVote(name, values);
    if (values.isEmpty()) {
      return vote.text("");
    }
    return vote.boolOrTime(allowed).or(() -> vote.number(allowed)).orElseGet(() -> vote.text(""));
  }

  private Choice text(String reason) {
    return new Choice(Column.of(name, VARCHAR), value -> true, reason);
  }

  private Optional<Choice> boolOrTime(Set<Kind> allowed) {
    List<Choice> choices =
        List.of(
            new Choice(
                Column.of(name, ColumnType.of(Kind.BOOLEAN)),
                value -> BOOLEAN.matcher(value).matches(),
                ""),
            parsed(Column.of(name, ColumnType.of(Kind.DATE))),
            parsed(Column.of(name, ColumnType.of(Kind.TIMESTAMP))));
    return choices.stream()
        .filter(choice -> allowed.contains(choice.shape().type().kind()))
        .filter(choice -> isMost(choice.fits()))
        .findFirst();
  }

  private Optional<Choice> number(Set<Kind> allowed) {
    if (allowed.contains(Kind.BIGINT)
        && isMost(value -> INTEGER.matcher(value).matches())
        && !hasFractions()) {
      return Optional.of(integer());
    }
    return allowed.contains(Kind.DOUBLE) ? decimalFraction() : Optional.empty();
  }

  /**
   * Whether numbers that are not whole recur: then they are no dirt, however few. Unless a double
   * could not hold the whole ones.
   */
  private boolean hasFractions() {
    long fractions = values.stream().filter(value -> FRACTION.matcher(value).matches()).count();
    return (fractions >= 2 || fractions * 100 > values.size())
        && values.stream().noneMatch(value -> BEYOND_DOUBLE.matcher(value).matches());
  }

  private Choice integer() {
    long marked =
        values.stream()
            .filter(value -> INTEGER.matcher(value).matches())
            .filter(value -> !SAFE_INTEGER.matcher(value).matches())
            .filter(value -> !LONG_INTEGER.matcher(value).matches())
            .count();
    if (marked > 0) {
      return text("a number would lose the leading zeros or plus signs of %d".formatted(marked));
    }
    double tooLong = share(value -> LONG_INTEGER.matcher(value).matches());
    if (tooLong > 1 - MAJORITY || tooLong * values.size() >= 2) {
      return text("integers of more than 18 digits");
    }
    return parsed(Column.of(name, ColumnType.of(Kind.BIGINT)));
  }

  /** Fractions with a point first; other ways only where the sample can be read in just one. */
  private Optional<Choice> decimalFraction() {
    Choice plain = number(Kind.DOUBLE, '.', null);
    if (values.stream().noneMatch(value -> DIGIT.matcher(value).find())) {
      return Optional.empty();
    }
    if (isMost(plain.fits())) {
      return Optional.of(plain);
    }
    List<Choice> comma = fitting(number(Kind.DOUBLE, ',', null), number(Kind.DOUBLE, ',', '.'));
    List<Choice> grouped = fitting(number(Kind.DOUBLE, '.', ','));
    if (comma.isEmpty() && grouped.isEmpty()) {
      return Optional.empty();
    }
    double commaShare = comma.isEmpty() ? 0 : share(comma.get(0).fits());
    double groupedShare = grouped.isEmpty() ? 0 : share(grouped.get(0).fits());
    if (commaShare == groupedShare) {
      return Optional.of(
          text("its numbers can be read in two ways: set decimal_point or grouping"));
    }
    return Optional.of(wholeIfPossible(commaShare > groupedShare ? comma.get(0) : grouped.get(0)));
  }

  /** Those that most values fit; the best first, of equals the first. */
  private List<Choice> fitting(Choice... choices) {
    List<Choice> fitting = new ArrayList<>();
    for (Choice choice : choices) {
      if (isMost(choice.fits())) {
        fitting.add(choice);
      }
    }
    fitting.sort((left, right) -> Double.compare(share(right.fits()), share(left.fits())));
    return fitting;
  }

  private Choice wholeIfPossible(Choice number) {
    Column shape = number.shape();
    Choice whole = number(Kind.BIGINT, shape.decimalPoint(), shape.grouping());
    return share(whole.fits()) >= share(number.fits()) ? whole : number;
  }

  private Choice number(Kind kind, char decimalPoint, @Nullable Character grouping) {
    return parsed(Column.of(name, ColumnType.of(kind)).withNumbers(decimalPoint, grouping));
  }

  private static Choice parsed(Column shape) {
    FieldParser parser = FieldParser.of(shape);
    ColumnVector target = ColumnVector.of(shape.type());
    return new Choice(
        shape,
        value -> {
          byte[] text = value.getBytes(StandardCharsets.UTF_8);
          return parser.parse(text, 0, text.length, Quoting.UNQUOTED, target, 0) == null;
        },
        "");
  }

  /** As share() >= MAJORITY, but gives up as soon as that is out of reach. */
  private boolean isMost(Predicate<String> fits) {
    double misfitsLeft = values.size() * (1 - MAJORITY) + ROUNDING;
    for (String value : values) {
      if (!fits.test(value) && --misfitsLeft < 0) {
        return false;
      }
    }
    return true;
  }

  private double share(Predicate<String> fits) {
    return values.stream().filter(fits).count() / (double) values.size();
  }
}
