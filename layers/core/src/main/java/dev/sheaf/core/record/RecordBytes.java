package dev.sheaf.core.record;

import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.store.ObjectReader;
import java.util.Arrays;

/** Reads single records of a text as they stand there, without those around them. */
final class RecordBytes {
  private static final int FIRST_BYTES = 4 << 10;
  private static final int MAX_BYTES = SegmentReader.DEFAULT_MAX_RECORD_BYTES;

  private RecordBytes() {}

  /**
   * The bytes of the record that begins at this offset, line end included.
   *
   * @param size of the upload in bytes
   * @throws IllegalArgumentException if no record of at most 16 MiB begins there
   * @throws dev.sheaf.core.store.ObjectLostException if the upload cannot be read any more
   */
  static byte[] read(TextLayout layout, ObjectReader reader, long offset, long size) {
    if (offset < layout.dataStart() || offset >= size) {
      throw new IllegalArgumentException(
          "offset %d is not within the data, bytes %d to %d"
              .formatted(offset, layout.dataStart(), size));
    }
    long rest = size - offset;
    for (long wanted = FIRST_BYTES; ; wanted *= 8) {
      byte[] bytes = new byte[(int) Math.min(rest, Math.min(wanted, MAX_BYTES))];
      reader.read(offset, bytes, 0, bytes.length);
      int end = end(layout, bytes);
      if (end >= 0) {
        return Arrays.copyOf(bytes, end);
      }
      if (bytes.length == rest) {
        return bytes;
      }
      if (bytes.length == MAX_BYTES) {
        throw new IllegalArgumentException(
            "no record of at most %d bytes begins at offset %d".formatted(MAX_BYTES, offset));
      }
    }
  }

  /** Where the first record ends; -1 if it does not. */
  private static int end(TextLayout layout, byte[] bytes) {
    CodeUnits units = CodeUnits.of(layout);
    units.add(bytes, 0, bytes.length);
    RecordAutomaton automaton = layout.automaton();
    RecordState state = RecordState.RECORD_START;
    byte[] read = units.array();
    int count = units.unit(bytes.length);
    for (int at = 0; at < count; at++) {
      state = automaton.next(state, read[at]);
      if (state == RecordState.RECORD_START) {
        return Math.min(bytes.length, units.position(at + 1));
      }
    }
    return -1;
  }
}
