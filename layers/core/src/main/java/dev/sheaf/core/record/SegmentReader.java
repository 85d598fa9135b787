package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.framing.Owned;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.record.RecordParser.Verdict;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.UnbalancedException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.value.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records whose first byte lies in one segment of an upload: rows come out by {@link
 * #fill}, rejects go to the sink, and once there are no more rows {@link #outcome} says what was
 * there. One pass over the bytes, past the segment's end as far as its last record leads. Memory
 * depends on the longest record, not on the segment.
 *
 * <p>A failure is not thrown: under a wrong guess it means nothing. Rows and rejects of a segment
 * that failed are to be thrown away.
 */
public final class SegmentReader implements SegmentRecords {
  /** The longest record that is read where nothing else is said. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 16 << 20;

  /** How much is read at first of the record that leads out of a segment. */
  public static final int LEAD_OUT_BYTES = 64 << 10;

  private static final int MAX_BATCH_BYTES = 8 << 20;

  /**
   * What to read.
   *
   * @param contentBytes size of the content
   * @param source name of the upload's source in the definition
   * @param from offset of the segment's first byte
   * @param to offset after its last byte
   */
  public record Segment(
      long contentBytes,
      TextLayout layout,
      Definition definition,
      String source,
      long from,
      long to,
      int maxRecordBytes) {

    public Segment {
      requireNonNull(definition);
      requireNonNull(source);
      if (from < layout.dataStart() || to <= from || to > contentBytes) {
        throw new IllegalArgumentException(
            "segment [%d, %d) of data [%d, %d)"
                .formatted(from, to, layout.dataStart(), contentBytes));
      }
      boolean whole = from == layout.dataStart() && to == contentBytes;
      if (!whole && layout.isAmbiguous()) {
        throw new IllegalArgumentException(
            "segment [%d, %d) of an upload that must be read in one piece".formatted(from, to));
      }
      int unit = layout.encoding().unitBytes();
      if ((from - layout.dataStart()) % unit != 0
          || (to - from) % unit != 0 && to != contentBytes) {
        throw new IllegalArgumentException(
            "segment [%d, %d) is cut within a code unit of %d bytes".formatted(from, to, unit));
      }
      if (maxRecordBytes < 1 || maxRecordBytes > 1 << 28) {
        throw new IllegalArgumentException(
            "records of up to %d bytes; possible are 1 to 2^28".formatted(maxRecordBytes));
      }
    }
  }

  private final Segment segment;
  private final RowSchema schema;
  private final RejectSink rejectSink;
  private final RecordParser parser;
  private final SegmentInput input;
  private final List<Violation> violations = new ArrayList<>();
  private final @Nullable KeptRecords kept;

  private int position;
  private boolean found;
  private long start = -1;
  private long skipped;
  private long rejects;
  private long rows;
  private @Nullable ReadFailure failure;
  private @Nullable SegmentOutcome outcome;

  /**
   * @param forced the state to read from, if a verification named it; null: it is guessed
   * @throws dev.sheaf.core.upload.UploadRefusedException if the header does not fit the definition
   */
  public SegmentReader(
      Segment segment, ObjectReader reader, @Nullable RecordState forced, RejectSink rejectSink) {
    this(segment, reader, forced, rejectSink, SegmentInput.CHUNK_BYTES);
  }

  SegmentReader(
      Segment segment,
      ObjectReader reader,
      @Nullable RecordState forced,
      RejectSink rejectSink,
      int chunkBytes) {
    this.segment = segment;
    this.schema = RowSchema.parsed(segment.definition());
    this.rejectSink = rejectSink;
    this.parser = segment.layout().parser(segment.definition(), segment.source());
    this.input = new SegmentInput(segment, reader, forced, chunkBytes);
    this.kept = segment.definition().transform() == null ? null : new KeptRecords();
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  /** The state that the segment is read from. */
  public RecordState guess() {
    return input.guess();
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    if (kept != null) {
      kept.clear();
    }
    if (outcome != null) {
      return;
    }
    if (!found && !findFirstRecord()) {
      finish();
      return;
    }
    long batchBytes = 0;
    // An empty batch would mean the end, so rejects alone do not end it.
    while (!batch.isFull() && (batchBytes < MAX_BATCH_BYTES || batch.rows() == 0)) {
      int end = input.offset(position) < segment.to() ? frame() : -1;
      if (end < 0) {
        finish();
        return;
      }
      take(end, batch);
      batchBytes += end - position;
      position = end;
    }
  }

  @Override
  public Reject reject(RowBatch batch, int row, Violation violation) {
    return requireNonNull(kept, "the definition has no transform")
        .reject(batch.offset(row), row, violation);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnbalancedException from {@link #fill}, if parser and automaton disagree
   */
  @Override
  public SegmentOutcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("there may be more rows: fill until a batch stays empty");
    }
    return outcome;
  }

  private boolean findFirstRecord() {
    position = input.skipToRecord();
    while (input.offset(position) < segment.to()) {
      if (position < input.limit()) {
        start = input.offset(position);
        found = true;
        return true;
      }
      input.fetch(input.limit());
      position = input.skipToRecord();
    }
    return false;
  }

  /** End of the record at {@link #position}, or -1 after setting {@link #failure}. */
  private int frame() {
    while (true) {
      int end = input.frame(parser, position);
      int seen = (end >= 0 ? end : input.limit()) - position;
      if (seen > segment.maxRecordBytes()) {
        failure = ReadFailure.tooLong(input.offset(position), segment.maxRecordBytes());
        return -1;
      }
      if (end == RecordParser.UNTERMINATED) {
        failure = ReadFailure.unterminatedQuote(input.unitOffset(parser.openQuote()));
        return -1;
      }
      if (end > position) {
        return end;
      }
      if (end >= 0) {
        throw new UnbalancedException("a record without bytes at " + input.offset(position));
      }
      input.fetch(position);
      position = 0;
    }
  }

  private void take(int end, RowBatch batch) {
    violations.clear();
    if (input.offset(position) == segment.layout().dataStart()) {
      parser.beginData();
    }
    Verdict verdict = parser.parse(input.bytes(), position, end, batch, violations);
    switch (verdict) {
      case ROW -> {
        batch.commitRow(input.offset(position));
        rows++;
        if (kept != null) {
          kept.add(input.bytes(), position, end);
        }
      }
      case SKIPPED -> skipped++;
      case REJECT -> {
        batch.discardRow();
        rejects++;
        rejectSink.accept(reject(end));
      }
    }
  }

  private Reject reject(int end) {
    boolean huge = end - position > Reject.MAX_RAW_BYTES;
    byte[] raw = huge ? new byte[0] : Arrays.copyOfRange(input.bytes(), position, end);
    return new Reject(input.offset(position), end - position, violations, raw);
  }

  private void finish() {
    long end = input.offset(position);
    long automatonEnd = input.ownedEnd();
    input.drain();
    SegmentSummary summary = input.summary();
    long records = rejects + rows;
    Counts counts = new Counts(input.recordsBegun(), skipped, records, rejects, 0, rows);
    String where = "segment [%d, %d)".formatted(segment.from(), segment.to());
    if (failure == null) {
      counts.requireBalanced(where);
      if (found && end != automatonEnd) {
        throw new UnbalancedException(
            "%s: parsing ended at %d, framing at %d".formatted(where, end, automatonEnd));
      }
    }
    long first = summary.from(input.guess()).firstRecord();
    if (start != (first == SegmentSummary.NO_RECORD ? -1 : segment.from() + first)) {
      throw new UnbalancedException(
          "%s: parsing began at %d, framing at %d of it".formatted(where, start, first));
    }
    outcome =
        new SegmentOutcome(
            segment.from(), segment.to(), input.guess(), owned(end), summary, counts, failure);
  }

  private Owned owned(long end) {
    if (failure != null) {
      return new Owned.Failed();
    }
    return found ? new Owned.Bytes(start, end) : new Owned.Nothing();
  }
}
