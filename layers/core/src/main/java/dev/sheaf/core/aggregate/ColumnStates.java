package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.exact.CorrectRounding;
import dev.sheaf.core.exact.ExactSum;
import dev.sheaf.core.exact.ExactSums;
import dev.sheaf.core.exact.Extremes;
import dev.sheaf.core.exact.GroupStates;
import dev.sheaf.core.exact.Moments;
import dev.sheaf.core.exact.ValueCounts;
import dev.sheaf.core.row.ColumnVector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is kept of the values of one column, and the measures that it gives. */
final class ColumnStates {
  private static final BigInteger MAX_DECIMAL = BigInteger.TEN.pow(38);

  private final ColumnType type;
  private final ValueCounts counts = new ValueCounts();
  private final @Nullable ExactSums sums;
  private final @Nullable ExactSums squares;
  private final @Nullable Extremes min;
  private final @Nullable Extremes max;
  private final List<GroupStates> all = new ArrayList<>();

  ColumnStates(ColumnType type, Set<StatePart> parts) {
    this.type = type;
    all.add(counts);
    this.sums = parts.contains(StatePart.SUM) ? keep(ExactSums.of(type)) : null;
    this.squares = parts.contains(StatePart.SQUARES) ? keep(ExactSums.ofSquares(type)) : null;
    this.min = parts.contains(StatePart.MIN) ? keep(Extremes.of(type, Extremes.End.MIN)) : null;
    this.max = parts.contains(StatePart.MAX) ? keep(Extremes.of(type, Extremes.End.MAX)) : null;
  }

  private <T extends GroupStates> T keep(T states) {
    all.add(states);
    return states;
  }

  /** The states, in the order in which they are stored. */
  List<GroupStates> all() {
    return all;
  }

  /**
   * Puts a measure of a group at a row of the result.
   *
   * @param rows how many the group has
   * @return false if the value does not fit its type
   */
  boolean finish(Measure measure, int group, long rows, ColumnVector to, int row) {
    long count = counts.count(group);
    if (count < least(measure)) {
      to.setNull(row);
      return true;
    }
    switch (measure) {
      case COUNT -> ((ColumnVector.Longs) to).set(row, count);
      case NULL_COUNT -> ((ColumnVector.Longs) to).set(row, rows - count);
      case MIN -> kept(min).copy(group, to, row);
      case MAX -> kept(max).copy(group, to, row);
      case MEAN, VARIANCE, STDDEV ->
          ((ColumnVector.Doubles) to).set(row, rounded(measure, group, count));
      case SUM -> {
        return sum(group, to, row);
      }
    }
    return true;
  }

  /** The number of values below which a measure is NULL. */
  private static int least(Measure measure) {
    return switch (measure) {
      case COUNT, NULL_COUNT -> 0;
      case SUM, MEAN, MIN, MAX -> 1;
      case VARIANCE, STDDEV -> 2;
    };
  }

  private boolean sum(int group, ColumnVector to, int row) {
    ExactSum sum = kept(sums).sum(group);
    if (to instanceof ColumnVector.Doubles doubles) {
      doubles.set(
          row,
          kept(sums).hasNotFinite(group)
              ? kept(sums).notFinite(group)
              : CorrectRounding.quotient(sum.unscaled(), BigInteger.ONE, sum.exponent()));
      return true;
    }
    if (sum.unscaled().abs().compareTo(MAX_DECIMAL) >= 0) {
      return false;
    }
    long high = sum.unscaled().shiftRight(Long.SIZE).longValue();
    ((ColumnVector.WideDecimals) to).set(row, high, sum.unscaled().longValue());
    return true;
  }

  private double rounded(Measure measure, int group, long count) {
    if (kept(sums).hasNotFinite(group)) {
      return measure == Measure.MEAN ? kept(sums).notFinite(group) : Double.NaN;
    }
    ExactSum sum = kept(sums).sum(group);
    if (measure == Measure.MEAN) {
      return Moments.mean(count, sum, type.scale());
    }
    ExactSum square = kept(squares).sum(group);
    return measure == Measure.VARIANCE
        ? Moments.variance(count, sum, square, type.scale())
        : Moments.deviation(count, sum, square, type.scale());
  }

  private static <T> T kept(@Nullable T states) {
    if (states == null) {
      throw new IllegalStateException("the states do not hold what the measure needs");
    }
    return states;
  }
}
