package dev.sheaf.core.framing;

import static dev.sheaf.core.framing.SegmentSummary.NO_RECORD;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves that the segments of an upload, parsed apart, give what a single-pass parse gives. The
 * summaries, which no guess enters, yield the true state at every segment. A guess is as good as
 * the truth if both put the first record at the same place. Then every end is a true record
 * boundary, and segments that follow each other without gap or overlap from data start to size hold
 * every record once.
 *
 * @param dataStart offset of the first byte of the first record
 * @param size of the upload in bytes
 * @param spans the segments in the order of the upload
 */
public record Tiling(long dataStart, long size, List<Span> spans) {
  public Tiling {
    spans = List.copyOf(spans);
    if (dataStart < 0 || size < dataStart) {
      throw new IllegalArgumentException("data [%d, %d)".formatted(dataStart, size));
    }
  }

  /** Judges the segments: coverage first, then the guesses, then failures, then the records. */
  public TilingVerdict verdict() {
    return gap().<TilingVerdict>map(TilingVerdict.Broken::new).orElseGet(() -> judge(trueStates()));
  }

  private TilingVerdict judge(List<RecordState> states) {
    List<TilingVerdict.Redo> redos = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (firstRecord(span, states.get(i)) != firstRecord(span, span.guess())) {
        redos.add(new TilingVerdict.Redo(i, states.get(i)));
      } else if (span.owned() instanceof Owned.Failed) {
        failed.add(i);
      }
    }
    // Failures wait for the repairs, so that the one reported does not depend on the guesses.
    if (!redos.isEmpty()) {
      return new TilingVerdict.Repair(redos);
    }
    if (!failed.isEmpty()) {
      return new TilingVerdict.Failed(failed);
    }
    return tear()
        .<TilingVerdict>map(TilingVerdict.Broken::new)
        .orElseGet(TilingVerdict.Verified::new);
  }

  private List<RecordState> trueStates() {
    List<RecordState> states = new ArrayList<>(spans.size());
    RecordState state = RecordState.RECORD_START;
    for (Span span : spans) {
      states.add(state);
      state = span.summary().from(state).end();
    }
    return states;
  }

  /** Where the segments do not cover the data, if anywhere. */
  private Optional<String> gap() {
    long covered = dataStart;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.from() != covered) {
        return Optional.of(
            "segment %d begins at %d, expected %d".formatted(i, span.from(), covered));
      }
      if (span.summary().length() != span.to() - span.from()) {
        return Optional.of(
            "segment %d [%d, %d) has a summary of %d bytes"
                .formatted(i, span.from(), span.to(), span.summary().length()));
      }
      covered = span.to();
    }
    return covered == size
        ? Optional.empty()
        : Optional.of("the segments end at %d, the upload at %d".formatted(covered, size));
  }

  /** Where the records do not tile the data, if anywhere. */
  private Optional<String> tear() {
    long tiled = dataStart;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      long firstRecord = firstRecord(span, span.guess());
      long announced = firstRecord == NO_RECORD ? NO_RECORD : span.from() + firstRecord;
      long found = span.owned() instanceof Owned.Bytes bytes ? bytes.start() : NO_RECORD;
      if (found != announced) {
        return Optional.of(
            "segment %d [%d, %d) has its first record at %d, its summary says %d"
                .formatted(i, span.from(), span.to(), found, announced));
      }
      if (span.owned() instanceof Owned.Bytes bytes) {
        if (bytes.start() != tiled) {
          return Optional.of(
              "the records of segment %d begin at %d, those before end at %d"
                  .formatted(i, bytes.start(), tiled));
        }
        tiled = bytes.end();
      }
    }
    return tiled == size
        ? Optional.empty()
        : Optional.of("the records end at %d, the upload at %d".formatted(tiled, size));
  }

  private static long firstRecord(Span span, RecordState start) {
    return span.summary().from(start).firstRecord();
  }
}
