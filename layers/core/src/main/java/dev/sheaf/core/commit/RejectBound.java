package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.row.Counts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How many rejects an upload may have. A ratio that the definition declares is taken at its word;
 * where it declares none, a few are accepted of any upload that has rows. Rejects that are {@linkplain
 * Counts#apart apart}, and the records that they are, do not enter.
 */
final class RejectBound {
  /** So many are accepted whatever their share. */
  static final long FEW = 10;

  private final Definition definition;
  private final long rejects;
  private final long records;
  private final long rows;

  RejectBound(Definition definition, Counts counts) {
    this.definition = definition;
    this.rejects = counts.rejects() - counts.apart();
    this.records = counts.records() - counts.apart();
    this.rows = counts.rows();
  }

  /** Why an upload with these counts is refused, and what would accept it; empty if it is not. */
  Optional<String> refusal() {
    return broken()
        .map(
            bound ->
                ("%d of %d records are rejects, %s; mend them and upload the file again, or accept"
                        + " them with 'rejects: { max_ratio: %s }' in the definition of dataset %s")
                    .formatted(rejects, records, bound, acceptingRatio(), definition.dataset()));
  }

  private Optional<String> broken() {
    if (rejects <= definition.acceptedRejectRatio() * records) {
      return Optional.empty();
    }
    if (definition.maxRejectRatio() != null) {
      return Optional.of(
          "more than the max_ratio of %s allows".formatted(definition.maxRejectRatio()));
    }
    if (rows == 0) {
      return Optional.of("and no row is left");
    }
    return rejects > FEW
        ? Optional.of(
            "more than %d and more than 1 %%, and no max_ratio is declared".formatted(FEW))
        : Optional.empty();
  }

  /** The least ratio of two digits that accepts them. */
  private BigDecimal acceptingRatio() {
    return new BigDecimal(rejects)
        .divide(new BigDecimal(records), 2, RoundingMode.CEILING)
        .stripTrailingZeros();
  }
}
