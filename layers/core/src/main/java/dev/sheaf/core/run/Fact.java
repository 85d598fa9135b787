package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.framing.Owned;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.zone.ZoneMap;
import org.jspecify.annotations.Nullable;

/**
 * That a task was done, and with which result; never changed. At most 1 KB as a database item.
 *
 * @param attempt names the execution that did it, and its result objects
 * @param outcome what was read, or null where {@code failure} stands in its place
 * @param failure why the task has no result, judged under the start state that it used
 */
public record Fact(
    String run,
    int round,
    int task,
    String attempt,
    @Nullable Outcome outcome,
    @Nullable Failure failure) {

  /**
   * A segment that was read to its end.
   *
   * @param startState the state that was guessed or given
   * @param start offset of the first record that the segment owns; -1 where it owns none
   * @param end offset behind its last record; -1 where it owns none
   * @param partBytes size of the part, or of the states; 0 where no rows came out, and no object
   * @param partSha256 hexadecimal; empty where there is no part object
   */
  public record Outcome(
      RecordState startState,
      long start,
      long end,
      SegmentSummary summary,
      Counts counts,
      Fingerprint fingerprint,
      ZoneMap zones,
      long partBytes,
      String partSha256) {

    public static Outcome of(
        SegmentOutcome read,
        Fingerprint fingerprint,
        ZoneMap zones,
        long partBytes,
        String partSha256) {
      return new Outcome(
          read.guess(),
          read.owned() instanceof Owned.Bytes bytes ? bytes.start() : -1,
          read.owned() instanceof Owned.Bytes bytes ? bytes.end() : -1,
          read.summary(),
          read.counts(),
          fingerprint,
          zones,
          partBytes,
          partSha256);
    }

    /** The records of the segment, as the tiling check wants them. */
    public Owned owned() {
      return start < 0 ? new Owned.Nothing() : new Owned.Bytes(start, end);
    }

    /** Two executions of one task must agree in this. */
    String digest() {
      return Digest.of(
              startState.name(),
              Long.toString(start),
              Long.toString(end),
              summary.encode(),
              counts.toString(),
              fingerprint.toString())
          .hex(32);
    }
  }

  /**
   * A segment that could not be read. Final only once its start state is known to be the true one.
   *
   * @param outcome what becomes of the upload if this is final
   * @param startState the state that was guessed or given
   * @param summary of the segment's bytes, which needs no start state; null where they were not
   *     read to the end: the object was lost, the transform is of no use, or the task given up. Then
   *     the failure is final as it is
   */
  public record Failure(
      UploadOutcome outcome, RecordState startState, @Nullable SegmentSummary summary) {

    /** The summary of a segment whose bytes were read. */
    public SegmentSummary requireSummary() {
      return requireNonNull(summary, "the bytes were read");
    }
  }

  public Fact {
    requireNonNull(run);
    requireNonNull(attempt);
    if ((outcome == null) == (failure == null)) {
      throw new IllegalArgumentException(
          "task %d of round %d of run %s has either an outcome or a failure"
              .formatted(task, round, run));
    }
  }

  public Outcome requireOutcome() {
    return requireNonNull(outcome, "the task succeeded");
  }

  /** Key of the object with what came out of a task. */
  public String objectKey(Definition definition) {
    return objectKey(definition, run, round, task, attempt);
  }

  public static String objectKey(
      Definition definition, String run, int round, int task, String attempt) {
    return definition.integration() instanceof Integration.Aggregate
        ? LakeKeys.states(run, round, task, attempt)
        : LakeKeys.part(run, round, task, attempt);
  }

  public Failure requireFailure() {
    return requireNonNull(failure, "the task failed");
  }

  /**
   * True where two executions of one task read the same bytes, and came to different results. That
   * is a defect of Sheaf. One that read where the other failed does not contradict it: the object
   * may have been replaced between them.
   */
  public boolean contradicts(Fact other) {
    return outcome != null
        && other.outcome != null
        && !outcome.digest().equals(other.outcome.digest());
  }
}
