package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same aggregates by other means: all rows in a HashMap, and BigDecimal. */
public final class Fold {
  /** More digits than the exact middle between two doubles has after the point. */
  private static final int DIGITS = 1100;

  private final RowSchema schema;
  private final Aggregation aggregation;

  Fold(RowSchema schema, Aggregation aggregation) {
    this.schema = schema;
    this.aggregation = aggregation;
  }

  List<List<@Nullable Object>> rows(List<? extends List<@Nullable Object>> rows) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new HashMap<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> group = new ArrayList<>();
      aggregation.groupBy().forEach(name -> group.add(canonical(row.get(index(name)))));
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
    }
    List<List<@Nullable Object>> results = new ArrayList<>();
    groups.keySet().stream()
        .sorted(Fold::compareRows)
        .forEach(group -> results.add(result(group, groups.get(group))));
    return results;
  }

  private List<@Nullable Object> result(
      List<@Nullable Object> group, List<List<@Nullable Object>> rows) {
    List<@Nullable Object> result = new ArrayList<>(group);
    result.add(BigInteger.valueOf(rows.size()));
    for (Aggregation.Measured measured : aggregation.measures()) {
      int column = index(measured.column());
      List<Object> values =
          rows.stream().flatMap(row -> Stream.ofNullable(row.get(column))).toList();
      for (Measure measure : measured.measures()) {
        result.add(measure(measure, schema.fields().get(column).type(), rows.size(), values));
      }
    }
    return result;
  }

  static @Nullable Object measure(
      Measure measure, ColumnType type, int rows, List<? extends Object> values) {
    return switch (measure) {
      case COUNT -> BigInteger.valueOf(values.size());
      case NULL_COUNT -> BigInteger.valueOf(rows - values.size());
      case MIN -> values.stream().map(Fold::canonical).min(Fold::compare).orElse(null);
      case MAX -> values.stream().map(Fold::canonical).max(Fold::compare).orElse(null);
      case SUM -> values.isEmpty() ? null : sum(type, values);
      case MEAN -> values.isEmpty() ? null : mean(type, values);
      case VARIANCE -> values.size() < 2 ? null : variance(type, values);
      case STDDEV -> values.size() < 2 ? null : deviation(type, values);
    };
  }

  private static Object sum(ColumnType type, List<?> values) {
    if (type.kind() == ColumnType.Kind.DOUBLE) {
      double special = special(values);
      return special == 0 ? nearest(sum(decimals(type, values))) : (Object) special;
    }
    return sum(decimals(type, values)).unscaledValue();
  }

  private static double mean(ColumnType type, List<?> values) {
    double special = special(values);
    return special == 0
        ? nearest(sum(decimals(type, values)), BigDecimal.valueOf(values.size()))
        : special;
  }

  private static double variance(ColumnType type, List<?> values) {
    return special(values) == 0
        ? nearest(deviations(decimals(type, values)), divisor(values))
        : Double.NaN;
  }

  /** By proof: the true root lies between the middles to the doubles beside the result. */
  private static double deviation(ColumnType type, List<?> values) {
    if (special(values) != 0) {
      return Double.NaN;
    }
    BigDecimal deviations = deviations(decimals(type, values));
    BigDecimal divisor = divisor(values);
    double root =
        deviations
            .divide(divisor, MathContext.DECIMAL128)
            .sqrt(MathContext.DECIMAL128)
            .doubleValue();
    while (root > 0 && isBelow(deviations, divisor, Math.nextDown(root), root)) {
      root = Math.nextDown(root);
    }
    while (Double.isFinite(root) && !isBelow(deviations, divisor, root, Math.nextUp(root))) {
      root = Math.nextUp(root);
    }
    return root;
  }

  /** Whether the root is rounded to the lower one of two neighbours. */
  private static boolean isBelow(
      BigDecimal deviations, BigDecimal divisor, double lower, double upper) {
    BigDecimal middle = middle(lower, upper);
    int comparison = deviations.compareTo(middle.multiply(middle).multiply(divisor));
    return comparison < 0 || comparison == 0 && (Double.doubleToLongBits(lower) & 1) == 0;
  }

  /** The middle of two neighbours. Beyond the greatest double, as if the exponents went on. */
  public static BigDecimal middle(double lower, double upper) {
    BigDecimal high =
        Double.isInfinite(upper) ? BigDecimal.valueOf(2).pow(1024) : new BigDecimal(upper);
    return new BigDecimal(lower).add(high).divide(BigDecimal.valueOf(2));
  }

  /** {@code n} times the sum of squared deviations, from the definition of the variance. */
  private static BigDecimal deviations(List<BigDecimal> values) {
    BigDecimal count = BigDecimal.valueOf(values.size());
    BigDecimal sum = sum(values);
    BigDecimal squares = BigDecimal.ZERO;
    for (BigDecimal value : values) {
      BigDecimal deviation = value.multiply(count).subtract(sum);
      squares = squares.add(deviation.multiply(deviation));
    }
    // Exact: the squares are n^2 times too great, and their sum is a multiple of n.
    return squares.divide(count);
  }

  private static BigDecimal divisor(List<?> values) {
    return BigDecimal.valueOf(values.size()).multiply(BigDecimal.valueOf(values.size() - 1L));
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<BigDecimal> decimals(ColumnType type, List<?> values) {
    return values.stream()
        .map(
            value ->
                value instanceof BigInteger unscaled
                    ? new BigDecimal(unscaled, type.scale())
                    : new BigDecimal((Double) value))
        .toList();
  }

  /** The sum of the doubles if one of them is not finite, else 0. */
  private static double special(List<?> values) {
    return values.stream()
        .filter(value -> value instanceof Double number && !Double.isFinite(number))
        .mapToDouble(value -> (Double) value)
        .sum();
  }

  /** Java reads the digits of a double correctly; a 1 far behind them tells which side it is. */
  private static double nearest(BigDecimal numerator, BigDecimal denominator) {
    BigDecimal quotient = numerator.divide(denominator, DIGITS, RoundingMode.DOWN);
    if (quotient.multiply(denominator).compareTo(numerator) != 0) {
      BigDecimal rest = BigDecimal.ONE.movePointLeft(DIGITS + 1);
      quotient = quotient.add(numerator.signum() < 0 ? rest.negate() : rest);
    }
    return nearest(quotient);
  }

  /** Never -0.0. */
  private static double nearest(BigDecimal value) {
    return Double.parseDouble(value.toString()) + 0.0;
  }

  private int index(String name) {
    return schema.fields().indexOf(schema.find(name).orElseThrow());
  }

  private static @Nullable Object canonical(@Nullable Object value) {
    return value instanceof Double number && number == 0 ? Double.valueOf(0.0) : value;
  }

  private static int compareRows(List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int column = 0; column < left.size(); column++) {
      int comparison =
          Objects.compare(left.get(column), right.get(column), Comparator.nullsLast(Fold::compare));
      if (comparison != 0) {
        return comparison;
      }
    }
    return 0;
  }

  static int compare(Object left, Object right) {
    if (left instanceof BigInteger number) {
      return number.compareTo((BigInteger) right);
    }
    if (left instanceof Double number) {
      return number.compareTo((Double) right);
    }
    return Arrays.compareUnsigned(
        ((String) left).getBytes(StandardCharsets.UTF_8),
        ((String) right).getBytes(StandardCharsets.UTF_8));
  }
}
