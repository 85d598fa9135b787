package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.record.Transcoder;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.Arrays;

/**
 * The first bytes of an object as text in UTF-8.
 *
 * @param head the bytes as they are
 * @param bytes in UTF-8; not copied, must not change. Malformed bytes stay malformed
 * @param start position in {@code bytes} after byte order mark and rows to skip
 * @param lineEnd CR for files that have only that outside quotes; else LF
 */
record HeadText(Head head, Encoding encoding, byte[] bytes, int start, LineEnd lineEnd) {

  /**
   * Reads a head as its byte order mark or its source says.
   *
   * @throws UploadRefusedException if it is not text, or text in an encoding that nothing tells, or
   *     ends before the rows to skip do
   */
  static HeadText of(Head head, Source source, String key) {
    FormatDetector.requireText(head, source, key);
    Encoding encoding = EncodingDetector.detect(head, source.encoding());
    byte[] utf8 = utf8(head, encoding);
    LineEnd lineEnd = LineEndDetector.detect(utf8, source);
    int mark = encoding == Encoding.UTF_8 ? markBytes(head, encoding) : 0;
    int start = afterLines(head, utf8, mark, lineEnd, source.skipRows());
    return new HeadText(head, encoding, utf8, start, lineEnd);
  }

  /** The same from a later position on, after a line end. */
  HeadText from(int position) {
    return new HeadText(head, encoding, bytes, position, lineEnd);
  }

  /** The head itself if it is UTF-8, mark included; else without one. */
  private static byte[] utf8(Head head, Encoding encoding) {
    if (encoding == Encoding.UTF_8) {
      return head.bytes();
    }
    Transcoder transcoder = new Transcoder(encoding);
    int mark = markBytes(head, encoding);
    int length = transcoder.transcode(head.bytes(), mark, head.bytes().length);
    return Arrays.copyOf(transcoder.utf8(), length);
  }

  private static int markBytes(Head head, Encoding encoding) {
    return Encoding.ofMark(head.bytes()).isPresent() ? encoding.markBytes() : 0;
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

  private static int afterLines(Head head, byte[] bytes, int start, LineEnd lineEnd, int lines) {
    char terminator = lineEnd.terminator();
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
