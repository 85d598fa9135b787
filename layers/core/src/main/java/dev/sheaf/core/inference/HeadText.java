package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.record.Transcoder;
import dev.sheaf.core.segment.LineEnd;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.Arrays;

/**
 * The first bytes of an object as text in UTF-8.
 *
 * @param head the bytes as they are
 * @param bytes in UTF-8; not copied, must not change. Malformed bytes stay malformed
 * @param start position in {@code bytes} after byte order mark and rows to skip
 */
record HeadText(Head head, Encoding encoding, byte[] bytes, int start) {

  /**
   * Reads a head as its byte order mark or its source says.
   *
   * @throws UploadRefusedException if it is not text, or text in an encoding that nothing tells, or
   *     ends before the rows to skip do
   */
  static HeadText of(Head head, Source source, String key) {
    FormatDetector.requireText(head, source, key);
    Encoding encoding = EncodingDetector.detect(head, source.encoding());
    HeadText text = decoded(head, encoding);
    return new HeadText(head, encoding, text.bytes, text.afterLines(source.skipRows()));
  }

  private static HeadText decoded(Head head, Encoding encoding) {
    byte[] raw = head.bytes();
    int mark = markBytes(head, encoding);
    if (encoding == Encoding.UTF_8) {
      return new HeadText(head, encoding, raw, mark);
    }
    Transcoder transcoder = new Transcoder(encoding);
    int length = transcoder.transcode(raw, mark, raw.length);
    return new HeadText(head, encoding, Arrays.copyOf(transcoder.utf8(), length), 0);
  }

  private static int markBytes(Head head, Encoding encoding) {
    return Encoding.ofMark(head.bytes()).isPresent() ? encoding.markBytes() : 0;
  }

  /** LF where there is any; CR for files that have only that. */
  LineEnd lineEnd() {
    boolean carriageReturn = false;
    for (byte read : bytes) {
      if (read == '\n') {
        return LineEnd.LF;
      }
      carriageReturn |= read == '\r';
    }
    return carriageReturn ? LineEnd.CR : LineEnd.LF;
  }

  CsvSampler.Tail tail() {
    return head.isWhole() ? CsvSampler.Tail.COMPLETE : CsvSampler.Tail.CUT;
  }

  /** The encoding, for a finding; nothing if it is UTF-8. */
  String evidence() {
    return encoding == Encoding.UTF_8 ? "" : " in " + encoding;
  }

  /**
   * The offset in the object of a position in {@link #bytes}.
   *
   * @param position the start, the end, or after a line end
   */
  long rawOffset(int position) {
    if (encoding == Encoding.UTF_8) {
      return position;
    }
    if (position == bytes.length) {
      return head.bytes().length;
    }
    // No line end is lost or added in UTF-8, so as many lead to the same place.
    int lineEnds = 0;
    for (int at = 0; at < position; at++) {
      lineEnds += isLineEnd(bytes[at]) ? 1 : 0;
    }
    return afterRawLineEnds(lineEnds);
  }

  private int afterRawLineEnds(int lineEnds) {
    byte[] raw = head.bytes();
    int unit = encoding.unitBytes();
    int low = encoding == Encoding.UTF_16BE ? 1 : 0;
    int at = markBytes(head, encoding);
    for (int passed = 0; passed < lineEnds; at += unit) {
      boolean ascii = unit == 1 || raw[at + 1 - low] == 0;
      passed += ascii && isLineEnd(raw[at + low]) ? 1 : 0;
    }
    return at;
  }

  private static boolean isLineEnd(byte read) {
    return read == '\n' || read == '\r';
  }

  private int afterLines(int lines) {
    char terminator = lineEnd().terminator();
    int at = start;
    for (int passed = 0; passed < lines; at++) {
      if (at == bytes.length) {
        throw new UploadRefusedException(
            "its first %d bytes have %d lines, fewer than the %d of skip_rows"
                .formatted(head.bytes().length, passed, lines));
      }
      passed += bytes[at] == terminator ? 1 : 0;
    }
    return at;
  }
}
