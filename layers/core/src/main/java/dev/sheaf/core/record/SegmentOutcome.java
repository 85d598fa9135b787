package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.framing.Owned;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.framing.Span;
import dev.sheaf.core.row.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What reading a segment came to, beside its rows and rejects.
 *
 * @param from offset in the upload of the segment's first byte
 * @param to offset after its last byte
 * @param guess the state it was read from
 * @param owned the place of the records that begin in it
 * @param summary of its bytes; independent of the guess and of any failure
 * @param counts balanced, unless there is a failure
 * @param failure why it could not be read to the end under this guess, or null
 */
public record SegmentOutcome(
    long from,
    long to,
    RecordState guess,
    Owned owned,
    SegmentSummary summary,
    Counts counts,
    @Nullable ReadFailure failure) {

  public SegmentOutcome {
    requireNonNull(guess);
    requireNonNull(summary);
    requireNonNull(counts);
    if (owned instanceof Owned.Failed != (failure != null)) {
      throw new IllegalArgumentException("owned %s with failure %s".formatted(owned, failure));
    }
  }

  /** The part that verification needs. */
  public Span span() {
    return new Span(from, to, guess, owned, summary);
  }

  /** The same, but for what became of the records. */
  public SegmentOutcome withCounts(Counts other) {
    return new SegmentOutcome(from, to, guess, owned, summary, other, failure);
  }

  /** The same bytes, whose records have no result for this reason. */
  public SegmentOutcome failed(ReadFailure reason) {
    return new SegmentOutcome(from, to, guess, new Owned.Failed(), summary, counts, reason);
  }
}
