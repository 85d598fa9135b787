package dev.sheaf.core.row;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What became of the records of a segment, or of many.
 *
 * @param framed records that begin there, counted by the automaton, which knows nothing of parsing
 * @param skipped blank lines and comments
 * @param records what was parsed
 * @param rejects records that break a rule
 * @param filtered records that the transform dropped
 * @param rows what came out
 * @param apart those of the rejects that are not held against the upload; absent in what versions
 *     wrote that held all
 */
public record Counts(
    long framed,
    long skipped,
    long records,
    long rejects,
    long filtered,
    long rows,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long apart) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /** Counts where every reject is held against the upload. */
  public Counts(long framed, long skipped, long records, long rejects, long filtered, long rows) {
    this(framed, skipped, records, rejects, filtered, rows, 0);
  }

  /** The same, with so many of the rejects not held against the upload. */
  public Counts withApart(long notHeld) {
    return new Counts(framed, skipped, records, rejects, filtered, rows, notHeld);
  }

  public Counts plus(Counts other) {
    return new Counts(
        framed + other.framed,
        skipped + other.skipped,
        records + other.records,
        rejects + other.rejects,
        filtered + other.filtered,
        rows + other.rows,
        apart + other.apart);
  }

  /** Whether {@code framed = skipped + records} and {@code records = rejects + filtered + rows}. */
  public boolean balance() {
    return framed == skipped + records
        && records == rejects + filtered + rows
        && 0 <= apart
        && apart <= rejects;
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

  /** For people, and part of the digest of facts: nothing is said of what an older version had not. */
  @Override
  public String toString() {
    return "Counts[framed=%d, skipped=%d, records=%d, rejects=%d, filtered=%d, rows=%d%s]"
        .formatted(
            framed,
            skipped,
            records,
            rejects,
            filtered,
            rows,
            apart == 0 ? "" : ", apart=" + apart);
  }
}
