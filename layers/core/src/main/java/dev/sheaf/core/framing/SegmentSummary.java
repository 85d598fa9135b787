package dev.sheaf.core.framing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a segment does to the state of the stream, for every state it could begin in. Summaries of
 * neighbours compose; composition is associative and {@link #identity} is neutral.
 *
 * @param length in bytes
 * @param lanes one per start state, in the order of {@link RecordState}
 */
public record SegmentSummary(long length, List<Lane> lanes) {
  /** In place of an offset: no byte of the segment is the first of a record. */
  public static final long NO_RECORD = -1;

  private static final SegmentSummary IDENTITY = new SegmentSummary(0, identityLanes());

  /**
   * The fate of one start state.
   *
   * @param end the state after the last byte
   * @param firstRecord offset, relative to the segment, of the first byte read at a record start, or
   *     {@link #NO_RECORD}
   */
  public record Lane(RecordState end, long firstRecord) {}

  public SegmentSummary {
    lanes = List.copyOf(lanes);
    if (length < 0 || lanes.size() != RecordState.COUNT) {
      throw new IllegalArgumentException(
          "a summary of %d bytes and %d lanes".formatted(length, lanes.size()));
    }
    for (RecordState start : RecordState.values()) {
      requireConsistent(length, start, lanes.get(start.index()));
    }
  }

  /** The summary of no bytes. */
  public static SegmentSummary identity() {
    return IDENTITY;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the text is anything else; the stored item is damaged
   */
  public static SegmentSummary decode(String text) {
    return SummaryText.decode(text);
  }

  /** The fate of this start state. */
  public Lane from(RecordState start) {
    return lanes.get(start.index());
  }

  /**
   * The same in bytes, where each byte of this summary stood for a unit of {@code unitBytes}.
   *
   * @param lengthBytes of the segment; the last unit may be cut off
   */
  public SegmentSummary ofUnits(int unitBytes, long lengthBytes) {
    if (unitBytes == 1) {
      return this;
    }
    List<Lane> scaled = new ArrayList<>(lanes.size());
    for (Lane lane : lanes) {
      boolean none = lane.firstRecord == NO_RECORD;
      scaled.add(new Lane(lane.end, none ? NO_RECORD : lane.firstRecord * unitBytes));
    }
    return new SegmentSummary(lengthBytes, scaled);
  }

  /** A short ASCII text, at most 107 characters for segments below a terabyte. */
  public String encode() {
    return SummaryText.encode(this);
  }

  private static void requireConsistent(long length, RecordState start, Lane lane) {
    long firstRecord = lane.firstRecord;
    if (firstRecord != NO_RECORD && (firstRecord < 0 || firstRecord >= length)) {
      throw new IllegalArgumentException(
          "first record at %d of %d bytes".formatted(firstRecord, length));
    }
    if (start == RecordState.RECORD_START && length > 0 && firstRecord != 0) {
      throw new IllegalArgumentException(
          "first record at %d although the segment begins with one".formatted(firstRecord));
    }
    if (length == 0 && lane.end != start) {
      throw new IllegalArgumentException("no bytes lead from %s to %s".formatted(start, lane.end));
    }
  }

  private static List<Lane> identityLanes() {
    List<Lane> lanes = new ArrayList<>(RecordState.COUNT);
    for (RecordState state : RecordState.values()) {
      lanes.add(new Lane(state, NO_RECORD));
    }
    return lanes;
  }
}
