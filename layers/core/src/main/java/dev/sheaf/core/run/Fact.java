package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.framing.Owned;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.framing.Span;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.zone.ZoneMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * That a task was done, and with which result; never changed. At most 1 KB as a database item.
 *
 * @param execution names the execution that did it, and its result objects
 */
public record Fact(String run, int round, int task, String execution, Result result) {

  public Fact {
    requireNonNull(run);
    requireNonNull(execution);
    requireNonNull(result);
  }

  /** What came of a task. */
  public sealed interface Result {

    /** What belongs to the kind of result that this is. */
    <T> T match(
        Function<Outcome, T> outcome, Function<Failure, T> failure, Function<Unread, T> unread);
  }

  /**
   * A segment that was read to its end.
   *
   * @param startState the state that was guessed or given
   * @param start offset of the first record that the segment owns; -1 where it owns none
   * @param end offset behind its last record; -1 where it owns none
   * @param partBytes size of the part, or of the states; 0 where no rows came out, and no object
   * @param zones in the order in which they matter, should some have to be left out
   * @param partSha256 hexadecimal; empty where there is no part object
   * @param footer of the part; null where there is none, or a version wrote it that noted none
   * @param rejectsSha256 hexadecimal, of the object of rejects; empty where there is none, or a version
   *     wrote it that noted none
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
      String partSha256,
      @Nullable FooterPlace footer,
      String rejectsSha256)
      implements Result {

    public static Outcome of(
        SegmentOutcome read,
        Fingerprint fingerprint,
        ZoneMap zones,
        long partBytes,
        String partSha256,
        @Nullable FooterPlace footer,
        String rejectsSha256) {
      return new Outcome(
          read.guess(),
          read.owned() instanceof Owned.Bytes bytes ? bytes.start() : -1,
          read.owned() instanceof Owned.Bytes bytes ? bytes.end() : -1,
          read.summary(),
          read.counts(),
          fingerprint,
          zones,
          partBytes,
          partSha256,
          footer,
          rejectsSha256);
    }

    /** The segment at these offsets, as the tiling check wants it. */
    public Span span(long from, long to) {
      Owned owned = start < 0 ? new Owned.Nothing() : new Owned.Bytes(start, end);
      return new Span(from, to, startState, owned, summary);
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

    @Override
    public <T> T match(
        Function<Outcome, T> outcome, Function<Failure, T> failure, Function<Unread, T> unread) {
      return outcome.apply(this);
    }
  }

  /**
   * A segment whose bytes were read to the end, and whose records could not be. Final only once its
   * start state is known to be the true one.
   *
   * @param outcome what becomes of the upload if this is final
   * @param startState the state that was guessed or given
   * @param summary of the segment's bytes, which needs no start state
   */
  public record Failure(UploadOutcome outcome, RecordState startState, SegmentSummary summary)
      implements Result {
    public Failure {
      requireNonNull(summary);
    }

    /** The segment at these offsets, as the tiling check wants it. */
    public Span span(long from, long to) {
      return new Span(from, to, startState, new Owned.Failed(), summary);
    }

    @Override
    public <T> T match(
        Function<Outcome, T> outcome, Function<Failure, T> failure, Function<Unread, T> unread) {
      return failure.apply(this);
    }
  }

  /**
   * A segment whose bytes were not read to the end: the object was lost, the transform is of no use,
   * or the task was given up. Final as it is.
   *
   * @param outcome what becomes of the upload
   */
  public record Unread(UploadOutcome outcome) implements Result {
    @Override
    public <T> T match(
        Function<Outcome, T> outcome, Function<Failure, T> failure, Function<Unread, T> unread) {
      return unread.apply(this);
    }
  }

  /** The outcome, where the segment was read to its end. */
  public Optional<Outcome> outcome() {
    return result.match(Optional::of, failure -> Optional.empty(), unread -> Optional.empty());
  }

  /** What becomes of the upload by this fact, where it says so. */
  public Optional<UploadOutcome> uploadOutcome() {
    return result.match(
        outcome -> Optional.empty(),
        failure -> Optional.of(failure.outcome()),
        unread -> Optional.of(unread.outcome()));
  }

  /**
   * True where two executions of one task read the same bytes, and came to different results. That
   * is a defect of Sheaf. One that read where the other failed does not contradict it: the object
   * may have been replaced between them.
   */
  public boolean contradicts(Fact other) {
    return outcome()
        .flatMap(ours -> other.outcome().map(theirs -> !ours.digest().equals(theirs.digest())))
        .orElse(false);
  }
}
