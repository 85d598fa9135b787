package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What is kept of the values of a column, in the order in which it is stored. */
enum StatePart {
  COUNT,
  SUM,
  SQUARES,
  MIN,
  MAX;

  /** The parts from which these measures can be told. */
  static Set<StatePart> of(Collection<Measure> measures) {
    Set<StatePart> parts = EnumSet.of(COUNT);
    for (Measure measure : measures) {
      switch (measure) {
        case COUNT, NULL_COUNT -> {}
        case SUM, MEAN -> parts.add(SUM);
        case VARIANCE, STDDEV -> parts.addAll(EnumSet.of(SUM, SQUARES));
        case MIN -> parts.add(MIN);
        case MAX -> parts.add(MAX);
      }
    }
    return parts;
  }

  static ExactSums sums(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DOUBLE) {
      return new DoubleSums();
    }
    return type.fitsLong() ? new LongSums() : new DecimalSums();
  }

  static ExactSums squares(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DOUBLE) {
      return new DoubleSquares();
    }
    return type.fitsLong() ? new LongSquares() : new DecimalSquares();
  }

  static Extremes extremes(ColumnType type, Extremes.End end) {
    if (type.isText()) {
      return new TextExtremes(end);
    }
    return type.fitsLong() || type.kind() == ColumnType.Kind.DOUBLE
        ? new FixedExtremes(end)
        : new DecimalExtremes(end);
  }
}
