package dev.sheaf.core.aggregate;

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
}
