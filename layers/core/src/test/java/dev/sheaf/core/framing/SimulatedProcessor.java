package dev.sheaf.core.framing;

import dev.sheaf.core.framing.ReferenceFramer.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * Does with a segment what a processor does: scans it for the summary, then frames records from the
 * first one under the guess. Framing is the reference's, so that it shares nothing with the scan.
 */
final class SimulatedProcessor {
  /** What it says about the segment, and the records it would have parsed. */
  record Fact(Span span, List<Extent> records) {}

  private final RecordAutomaton automaton;
  private final ReferenceFramer framer;
  private final byte[] upload;
  private final int maxRecordBytes;

  SimulatedProcessor(Dialect dialect, byte[] upload, int maxRecordBytes) {
    this.automaton = RecordAutomaton.csv(dialect);
    this.framer = new ReferenceFramer(dialect, upload);
    this.upload = upload;
    this.maxRecordBytes = maxRecordBytes;
  }

  Fact process(int from, int to, RecordState guess) {
    SummaryScanner scanner = new SummaryScanner(automaton, RecordState.RECORD_START);
    scanner.accept(upload, from, to);
    SegmentSummary summary = scanner.finish();
    List<Extent> records = new ArrayList<>();
    long firstRecord = summary.from(guess).firstRecord();
    int at = firstRecord == SegmentSummary.NO_RECORD ? to : from + (int) firstRecord;
    while (at < to) {
      Extent record = new Extent(at, framer.recordEnd(at));
      if (record.end() - at > maxRecordBytes) {
        return new Fact(new Span(from, to, guess, new Owned.Failed(), summary), List.of());
      }
      records.add(record);
      at = record.end();
    }
    return new Fact(new Span(from, to, guess, owned(records), summary), records);
  }

  private static Owned owned(List<Extent> records) {
    return records.isEmpty()
        ? new Owned.Nothing()
        : new Owned.Bytes(records.get(0).start(), records.get(records.size() - 1).end());
  }
}
