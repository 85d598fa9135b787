package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.UnbalancedException;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Violation;
import java.util.List;

/**
 * Parses records of an upload that is not UTF-8: the place where their bytes become UTF-8. Framing
 * reads {@link CodeUnits}, so records without a byte above ASCII are parsed where they lie.
 */
final class EncodedRecords implements RecordParser {
  private final RecordParser records;
  private final Transcoder transcoder;
  private final boolean asciiIsBytes;

  EncodedRecords(RecordParser records, Encoding encoding) {
    this.records = records;
    this.transcoder = new Transcoder(encoding);
    this.asciiIsBytes = encoding.unitBytes() == 1;
  }

  @Override
  public int frame(byte[] units, int from, int limit, Tail tail) {
    return records.frame(units, from, limit, tail);
  }

  @Override
  public void beginData() {
    records.beginData();
  }

  @Override
  public int openQuote() {
    return records.openQuote();
  }

  @Override
  public Verdict parse(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    if (asciiIsBytes && Utf8.isAscii(bytes, from, end)) {
      return records.parse(bytes, from, end, batch, violations);
    }
    int length = transcoder.transcode(bytes, from, end);
    int framed = records.frame(transcoder.utf8(), 0, length, Tail.END_OF_UPLOAD);
    if (framed != length) {
      throw new UnbalancedException(
          "a record of %d bytes ends after %d of %d bytes of UTF-8"
              .formatted(end - from, framed, length));
    }
    return records.parse(transcoder.utf8(), 0, length, batch, violations);
  }
}
