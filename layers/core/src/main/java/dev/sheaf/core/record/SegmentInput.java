package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.framing.FirstGuess;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.framing.SummaryScanner;
import dev.sheaf.core.record.RecordParser.Tail;
import dev.sheaf.core.store.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a segment, and of the record that leads out of it, passing through one buffer. Each
 * code unit of the segment is scanned for the summary when it arrives. The buffer grows only for records
 * that are longer than it.
 */
final class SegmentInput {
  static final int CHUNK_BYTES = 1 << 20;
  private static final int WINDOW_BYTES = 64 << 10;
  private static final int MAX_STEP_BYTES = 16 << 20;

  private final ObjectReader reader;
  private final RecordAutomaton automaton;
  private final long from;
  private final long to;
  private final long size;
  private final RecordState guess;
  private final int chunkBytes;
  private final SummaryScanner scanner;
  private final CodeUnits units;
  private final int unitBytes;

  private byte[] bytes;
  private int limit;
  private long next; // offset in the upload of the byte that will come to bytes[limit]
  private int step;
  private RecordState lane;
  private @Nullable RecordState beyond;
  private long ownedEnd = -1;

  /**
   * Reads the first bytes and settles the state to read them from.
   *
   * @param forced the start state if it is known
   * @param chunkBytes how much is read at once
   */
  SegmentInput(
      SegmentReader.Segment segment,
      ObjectReader reader,
      @Nullable RecordState forced,
      int chunkBytes) {
    this.units = CodeUnits.of(segment.layout());
    this.unitBytes = segment.layout().encoding().unitBytes();
    this.chunkBytes = (chunkBytes + unitBytes - 1) / unitBytes * unitBytes;
    this.step = Math.min(SegmentReader.LEAD_OUT_BYTES, this.chunkBytes);
    this.reader = reader;
    this.automaton = segment.layout().automaton();
    this.from = segment.from();
    this.to = segment.to();
    this.size = segment.contentBytes();
    int previous = from == segment.layout().dataStart() ? 0 : unitBytes;
    int length = (int) Math.min(this.chunkBytes, to - from);
    this.bytes = new byte[(int) Math.min(this.chunkBytes, size - from) + unitBytes];
    reader.read(from - previous, bytes, 0, length + previous);
    units.add(bytes, 0, length + previous);
    this.guess = forced != null ? forced : guess(segment.layout(), previous, length);
    this.scanner = new SummaryScanner(automaton, guess);
    System.arraycopy(bytes, previous, bytes, 0, length);
    units.keep(previous, length + previous);
    this.limit = length;
    this.next = from + length;
    scanner.accept(units.array(), 0, units.unit(length));
    this.lane = guess;
    noteEndOfSegment();
  }

  private RecordState guess(TextLayout layout, int previous, int length) {
    byte[] window = units.array();
    int previousUnit = previous == 0 ? -1 : window[0] & 0xFF;
    int end = units.unit(previous + Math.min(WINDOW_BYTES, length));
    int columns = layout.fields();
    return FirstGuess.guess(automaton, previousUnit, window, units.unit(previous), end, columns);
  }

  RecordState guess() {
    return guess;
  }

  byte[] bytes() {
    return bytes;
  }

  /** End of the bytes at hand. */
  int limit() {
    return limit;
  }

  /** Offset in the upload of the byte at this position. */
  long offset(int position) {
    return next - limit + position;
  }

  /** Offset in the upload of this unit. */
  long unitOffset(int unit) {
    return offset(units.position(unit));
  }

  /** Where the record that begins at this position ends, or what {@link RecordParser#frame} says. */
  int frame(RecordParser parser, int position) {
    int end = parser.frame(units.array(), units.unit(position), units.unit(limit), tail());
    return end < 0 ? end : Math.min(limit, units.position(end));
  }

  private Tail tail() {
    return next == size ? Tail.END_OF_UPLOAD : Tail.MORE_BYTES;
  }

  /**
   * Position of the first byte at hand that the automaton reads at a record start, walking from the
   * guess; {@code limit} if there is none yet. To be called once per chunk, until it is found.
   */
  int skipToRecord() {
    byte[] read = units.array();
    int end = units.unit(limit);
    int at = 0;
    while (at < end && lane != RecordState.RECORD_START) {
      lane = automaton.next(lane, read[at++]);
    }
    return Math.min(limit, units.position(at));
  }

  /**
   * Lets go of the bytes before {@code keepFrom}, which moves to position 0, and reads more.
   *
   * @throws IllegalStateException if there are no more
   */
  void fetch(int keepFrom) {
    if (next == size) {
      throw new IllegalStateException("read past the end of the upload at byte " + size);
    }
    int kept = limit - keepFrom;
    int length = (int) (next < to ? Math.min(chunkBytes, to - next) : Math.min(step, size - next));
    byte[] target = kept + length <= bytes.length ? bytes : new byte[grown(kept + length)];
    System.arraycopy(bytes, keepFrom, target, 0, kept);
    units.keep(keepFrom, limit);
    bytes = target;
    limit = kept;
    reader.read(next, bytes, limit, length);
    units.add(bytes, limit, limit + length);
    boolean within = next < to;
    if (within) {
      scanner.accept(units.array(), units.unit(limit), units.unit(limit + length));
    } else {
      step = Math.min(step * 4, MAX_STEP_BYTES);
      walkBeyond(length);
    }
    limit += length;
    next += length;
    if (within) {
      noteEndOfSegment();
    }
  }

  /** Scans the rest of the segment without keeping it. */
  void drain() {
    while (next < to) {
      fetch(limit);
    }
  }

  SegmentSummary summary() {
    return scanner.finish().ofUnits(unitBytes, to - from);
  }

  /** Records that begin in the segment, by the automaton alone. */
  long recordsBegun() {
    return scanner.recordsBegun();
  }

  /**
   * End of the last record that begins in the segment, by the automaton alone, or -1 if it was not
   * reached.
   */
  long ownedEnd() {
    return ownedEnd < 0 && next == size ? size : ownedEnd;
  }

  private void noteEndOfSegment() {
    if (next == to && scanner.end() == RecordState.RECORD_START) {
      ownedEnd = to;
    }
  }

  private void walkBeyond(int length) {
    if (ownedEnd >= 0) {
      return;
    }
    RecordState state = next == to ? scanner.end() : requireNonNull(beyond);
    byte[] read = units.array();
    for (int i = units.unit(limit); i < units.unit(limit + length); i++) {
      state = automaton.next(state, read[i]);
      if (state == RecordState.RECORD_START) {
        ownedEnd = next - limit + units.position(i + 1);
        return;
      }
    }
    beyond = state;
  }

  private int grown(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L));
  }
}
