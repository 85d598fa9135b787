package dev.sheaf.core.inference;

import dev.sheaf.core.store.ObjectReader;
import java.util.ArrayList;
import java.util.List;

/** Byte ranges spread over an object: its head and {@value #RANGES} more, to its very end. */
final class ObjectSample {
  static final int HEAD_BYTES = 256 << 10;
  static final int RANGE_BYTES = 64 << 10;
  static final int RANGES = 16;

  /**
   * Some bytes of the object.
   *
   * @param previousByte the byte before them (0 to 255), or -1 at the start of the object
   */
  record Chunk(byte[] bytes, int previousByte, CsvSampler.Tail tail) {}

  private ObjectSample() {}

  /** Reads the whole object where it is no longer than all ranges together. */
  static List<Chunk> read(ObjectReader object, long objectBytes) {
    long all = HEAD_BYTES + (long) RANGES * RANGE_BYTES;
    if (objectBytes <= all) {
      return List.of(chunk(object, 0, (int) objectBytes, objectBytes));
    }
    List<Chunk> chunks = new ArrayList<>();
    chunks.add(chunk(object, 0, HEAD_BYTES, objectBytes));
    long room = objectBytes - HEAD_BYTES - RANGE_BYTES;
    for (int i = 0; i < RANGES; i++) {
      long position = HEAD_BYTES + room / (RANGES - 1) * i + room % (RANGES - 1) * i / (RANGES - 1);
      chunks.add(chunk(object, position, RANGE_BYTES, objectBytes));
    }
    return chunks;
  }

  private static Chunk chunk(ObjectReader object, long position, int length, long objectBytes) {
    byte[] bytes = new byte[length];
    object.read(position, bytes, 0, length);
    byte[] previous = new byte[1];
    if (position > 0) {
      object.read(position - 1, previous, 0, 1);
    }
    return new Chunk(
        bytes,
        position > 0 ? previous[0] & 0xFF : -1,
        position + length == objectBytes ? CsvSampler.Tail.COMPLETE : CsvSampler.Tail.CUT);
  }
}
