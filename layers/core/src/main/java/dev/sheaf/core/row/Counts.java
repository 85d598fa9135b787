package dev.sheaf.core.row;

/**
 * What became of the records of a segment, or of many.
 *
 * @param framed records that begin there, counted by the automaton, which knows nothing of parsing
 * @param skipped blank lines and comments
 * @param records what was parsed
 * @param rejects records that break a rule
 * @param filtered records that the transform dropped
 * @param rows what came out
 */
public record Counts(
    long framed, long skipped, long records, long rejects, long filtered, long rows) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        framed + other.framed,
        skipped + other.skipped,
        records + other.records,
        rejects + other.rejects,
        filtered + other.filtered,
        rows + other.rows);
  }

  /** Whether {@code framed = skipped + records} and {@code records = rejects + filtered + rows}. */
  public boolean balance() {
    return framed == skipped + records && records == rejects + filtered + rows;
  }

  /**
   * Checks that they {@link #balance}.
   *
   * @param where named in the message
   * @throws UnbalancedException if not
   */
  public Counts requireBalanced(String where) {
    if (!balance()) {
      throw new UnbalancedException("%s: %s does not balance".formatted(where, this));
    }
    return this;
  }
}
