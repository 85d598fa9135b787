package dev.sheaf.core.snapshot;

import java.util.List;

/**
 * A condition that a reader puts on every row it uses: rows where it is false or NULL do not matter.
 *
 * @param column compared without case
 * @param constants two for BETWEEN, at least one for IN, none for IS NULL and its negation, else one
 */
public record Predicate(String column, Operator operator, List<Constant> constants) {

  /** How the column relates to the constants, as in SQL. */
  public enum Operator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    BETWEEN,
    IN,
    IS_NULL,
    IS_NOT_NULL
  }

  /**
   * A constant as the query writes it.
   *
   * @param text without quotes
   */
  public record Constant(Kind kind, String text) {

    /** How it was written; a TEXT takes the type of what it is compared with. */
    public enum Kind {
      NUMBER,
      BOOLEAN,
      TEXT,
      DATE,
      TIMESTAMP
    }
  }

  public Predicate {
    constants = List.copyOf(constants);
    int least =
        switch (operator) {
          case IS_NULL, IS_NOT_NULL -> 0;
          case BETWEEN -> 2;
          case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN -> 1;
        };
    if (constants.size() < least || operator != Operator.IN && constants.size() > least) {
      throw new IllegalArgumentException(
          "%s of %s with %d constants".formatted(operator, column, constants.size()));
    }
  }
}
