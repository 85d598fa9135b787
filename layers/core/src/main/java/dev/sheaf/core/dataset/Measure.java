package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sheaf.core.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an aggregate dataset tells of the values of a column within a group. NULLs are passed over by
 * all but {@link #NULL_COUNT}; <i>n</i> is the number of values that are not NULL, NaN included.
 *
 * <p>Every measure is exact until its end, where it is rounded once, to nearest, ties to even.
 */
public enum Measure {
  /** <i>n</i>, as bigint. */
  COUNT,
  /** The number of NULLs, as bigint. */
  NULL_COUNT,
  /**
   * The sum; NULL where <i>n</i> = 0. Of bigint as decimal(38,0), which 2^63 rows cannot overflow;
   * of decimal(p,s) as decimal(38,s), where more digits are an error; of double as the double
   * nearest to the true sum.
   */
  SUM,
  /** The arithmetic mean as the nearest double; NULL where <i>n</i> = 0. */
  MEAN,
  /** The least value. NaN is the greatest double, and -0.0 is 0.0; texts by UTF-8 bytes. */
  MIN,
  /** The greatest value, in the order of {@link #MIN}. */
  MAX,
  /**
   * The variance of a sample (divided by <i>n</i> - 1) as the nearest double; NULL where <i>n</i> is
   * 0 or 1.
   */
  VARIANCE,
  /** The square root of the exact {@link #VARIANCE} as the nearest double. */
  STDDEV;

  private static final int MAX_DIGITS = 38;

  /**
   * Reads the word of a definition.
   *
   * @throws IllegalArgumentException if there is no such measure; the message lists those there are
   */
  @JsonCreator
  public static Measure parse(String word) {
    return Arrays.stream(values())
        .filter(measure -> measure.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(word)));
  }

  /** The word of definitions, and the end of the result column's name. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the result for a column of this type; empty where the type has no such measure. */
  public Optional<ColumnType> resultType(ColumnType column) {
    return switch (this) {
      case COUNT, NULL_COUNT -> Optional.of(ColumnType.of(ColumnType.Kind.BIGINT));
      case MIN, MAX ->
          column.kind() == ColumnType.Kind.JSON ? Optional.empty() : Optional.of(column);
      case SUM -> sumType(column);
      case MEAN, VARIANCE, STDDEV ->
          sumType(column).map(sum -> ColumnType.of(ColumnType.Kind.DOUBLE));
    };
  }

  /** The measures that a column of this type has. */
  public static List<Measure> of(ColumnType column) {
    return Arrays.stream(values())
        .filter(measure -> measure.resultType(column).isPresent())
        .toList();
  }

  private static Optional<ColumnType> sumType(ColumnType column) {
    return switch (column.kind()) {
      case BIGINT, DECIMAL -> Optional.of(ColumnType.decimal(MAX_DIGITS, column.scale()));
      case DOUBLE -> Optional.of(column);
      case BOOLEAN, DATE, TIMESTAMP, VARCHAR, JSON -> Optional.empty();
    };
  }

  private static String unknown(String word) {
    List<String> known = Arrays.stream(values()).map(Measure::word).toList();
    return "unknown measure '%s'; %sknown are %s"
        .formatted(
            word,
            Spelling.nearest(word, known).map("did you mean '%s'? "::formatted).orElse(""),
            known.stream().collect(Collectors.joining(", ")));
  }
}
