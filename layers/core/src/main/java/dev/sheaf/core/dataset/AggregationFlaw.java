package dev.sheaf.core.dataset;

/**
 * One thing that is wrong with an {@link Aggregation}, and where, for a reader that knows lines.
 *
 * @param column the name at fault, as it is written there
 */
public record AggregationFlaw(Part part, String column, String message) {

  /** The part of the aggregation that holds the name. */
  public enum Part {
    GROUP_BY,
    MEASURES
  }
}
