package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.record.Transcoder;
import dev.sheaf.core.store.ObjectReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Byte ranges spread over the content of an upload: its head and {@value #RANGES} more, to its very end. */
final class ObjectSample {
  static final int HEAD_BYTES = 256 << 10;
  static final int RANGE_BYTES = 64 << 10;
  static final int RANGES = 16;

  /**
   * Some of the object.
   *
   * @param bytes in UTF-8; a byte order mark in another encoding is left out
   * @param previousByte the byte before them (0 to 255), or -1 at the start of the object
   */
  record Chunk(byte[] bytes, int previousByte, CsvSampler.Tail tail) {}

  private final ObjectReader object;
  private final long contentBytes;
  private final Encoding encoding;

  private ObjectSample(ObjectReader object, long contentBytes, Encoding encoding) {
    this.object = object;
    this.contentBytes = contentBytes;
    this.encoding = encoding;
  }

  /** Reads the whole object where it is no longer than all ranges together. */
  static List<Chunk> read(ObjectReader object, long contentBytes, Encoding encoding) {
    long all = HEAD_BYTES + (long) RANGES * RANGE_BYTES;
    if (contentBytes <= all) {
      return List.of(new ObjectSample(object, contentBytes, encoding).chunk(0, (int) contentBytes));
    }
    ObjectSample sample = new ObjectSample(object, contentBytes, encoding);
    List<Chunk> chunks = new ArrayList<>();
    chunks.add(sample.chunk(0, HEAD_BYTES));
    long room = contentBytes - HEAD_BYTES - RANGE_BYTES;
    for (int i = 0; i < RANGES; i++) {
      long position = HEAD_BYTES + room / (RANGES - 1) * i + room % (RANGES - 1) * i / (RANGES - 1);
      chunks.add(sample.chunk(position, RANGE_BYTES));
    }
    return chunks;
  }

  private Chunk chunk(long wanted, int length) {
    int unit = encoding.unitBytes();
    long position = wanted / unit * unit;
    int before = position > 0 ? unit : 0;
    byte[] bytes = new byte[before + (int) Math.min(length, contentBytes - position)];
    object.read(position - before, bytes, 0, bytes.length);
    CsvSampler.Tail tail =
        position - before + bytes.length == contentBytes
            ? CsvSampler.Tail.COMPLETE
            : CsvSampler.Tail.CUT;
    int previous = position > 0 ? previous(bytes) : -1;
    return new Chunk(utf8(bytes, position == 0 ? mark(bytes) : before), previous, tail);
  }

  private int mark(byte[] bytes) {
    boolean left = encoding != Encoding.UTF_8 && Encoding.ofMark(bytes).isPresent();
    return left ? encoding.markBytes() : 0;
  }

  /** What the unit before is to a CSV or line automaton. */
  private int previous(byte[] bytes) {
    return switch (encoding) {
      case UTF_16LE -> bytes[1] == 0 ? bytes[0] & 0xFF : 0x80;
      case UTF_16BE -> bytes[0] == 0 ? bytes[1] & 0xFF : 0x80;
      case UTF_8, CP949, WINDOWS_1252, SHIFT_JIS, GB18030 -> bytes[0] & 0xFF;
    };
  }

  private byte[] utf8(byte[] bytes, int from) {
    if (encoding == Encoding.UTF_8) {
      return Arrays.copyOfRange(bytes, from, bytes.length);
    }
    Transcoder transcoder = new Transcoder(encoding);
    int length = transcoder.transcode(bytes, from, bytes.length);
    return Arrays.copyOf(transcoder.utf8(), length);
  }
}
