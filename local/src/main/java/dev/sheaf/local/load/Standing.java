package dev.sheaf.local.load;

/**
 * How far a load has come.
 *
 * @param uploads to be settled
 * @param settled uploads that have an outcome
 * @param segments planned so far
 * @param done segments that have a fact
 * @param records read
 * @param bytes of the segments done
 */
public record Standing(
    int uploads, int settled, int segments, int done, long records, long rejects, long bytes) {

  boolean complete() {
    return settled == uploads;
  }
}
