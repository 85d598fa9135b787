package dev.sheaf.core.framing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Scans a segment, in pieces of any size, for every start state at once. Not thread-safe; one
 * scanner makes one summary.
 */
public final class SummaryScanner {
  private final LivelyBytes livelyBytes;
  private final RunSteps runSteps;
  private final TransitionMonoid monoid;
  private final int[] startsLeadingToRecords;

  private final RecordState counted;
  private final int countedLane;
  private final long[] firstRecords = new long[RecordState.COUNT];
  private int startsWithoutRecord = (1 << RecordState.COUNT) - 1;
  private int element = TransitionMonoid.IDENTITY;
  private long length;
  private long recordEnds;

  /**
   * A scanner at the beginning of a segment.
   *
   * @param counted the start state whose records {@link #recordsBegun} counts
   */
  public SummaryScanner(RecordAutomaton automaton, RecordState counted) {
    this.counted = counted;
    this.countedLane = counted.index();
    this.livelyBytes = automaton.livelyBytes();
    this.runSteps = automaton.runSteps();
    this.monoid = automaton.monoid();
    this.startsLeadingToRecords = monoid.startsLeadingToRecords();
    Arrays.fill(firstRecords, SegmentSummary.NO_RECORD);
    noteFirstRecords(element, 0);
  }

  /**
   * Reads the next bytes {@code [from, to)} of the segment.
   *
   * @throws IndexOutOfBoundsException if the range is not within the buffer
   */
  public void accept(byte[] buffer, int from, int to) {
    Objects.checkFromToIndex(from, to, buffer.length);
    long base = length - from;
    int state = element;
    int run = from;
    int at = livelyBytes.skipCalm(buffer, from, to);
    for (; at <= to - Long.BYTES; at = livelyBytes.skipCalm(buffer, at + Long.BYTES, to)) {
      for (long hits = livelyBytes.hits(buffer, at); hits != 0; hits &= hits - 1) {
        int end = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        state = step(state, buffer, run, end, base);
        run = end + 1;
      }
    }
    for (; at < to; at++) {
      if (runSteps.lively(buffer[at]) >= 0) {
        state = step(state, buffer, run, at, base);
        run = at + 1;
      }
    }
    element = runSteps.next(state, buffer, run, to, RunSteps.NO_LIVELY);
    length += to - from;
  }

  /** How many records begin in the bytes so far, if they are read from the counted state. */
  public long recordsBegun() {
    if (length == 0) {
      return 0;
    }
    // A record that would begin right after the last byte has not begun yet.
    return recordEnds
        + (counted == RecordState.RECORD_START ? 1 : 0)
        - (end() == RecordState.RECORD_START ? 1 : 0);
  }

  /** The state after the bytes so far, if they are read from the counted state. */
  public RecordState end() {
    return monoid.apply(element, counted);
  }

  /** The summary of all bytes so far. */
  public SegmentSummary finish() {
    List<SegmentSummary.Lane> lanes = new ArrayList<>(RecordState.COUNT);
    for (RecordState start : RecordState.values()) {
      long firstRecord = firstRecords[start.index()];
      lanes.add(
          new SegmentSummary.Lane(
              monoid.apply(element, start),
              // A record that would begin right after the last byte has not begun yet.
              firstRecord < length ? firstRecord : SegmentSummary.NO_RECORD));
    }
    return new SegmentSummary(length, lanes);
  }

  private int step(int state, byte[] buffer, int run, int end, long base) {
    int next = runSteps.next(state, buffer, run, end, runSteps.lively(buffer[end]));
    int arrived = startsLeadingToRecords[next];
    recordEnds += arrived >>> countedLane & 1;
    if ((arrived & startsWithoutRecord) != 0) {
      noteFirstRecords(next, base + end + 1);
    }
    return next;
  }

  private void noteFirstRecords(int state, long offset) {
    int arrived = startsLeadingToRecords[state] & startsWithoutRecord;
    startsWithoutRecord &= ~arrived;
    for (int bits = arrived; bits != 0; bits &= bits - 1) {
      firstRecords[Integer.numberOfTrailingZeros(bits)] = offset;
    }
  }
}
