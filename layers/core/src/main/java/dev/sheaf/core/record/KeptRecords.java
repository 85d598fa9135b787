package dev.sheaf.core.record;

import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.Violation;
import java.util.Arrays;
import java.util.List;

/** The bytes of the records of one batch, for those that turn out to be rejects later. */
final class KeptRecords {
  private static final int MAX_KEPT_BYTES = 16 << 20;

  private final int[] starts = new int[RowBatch.CAPACITY];
  private final int[] lengths = new int[RowBatch.CAPACITY];
  private byte[] bytes = new byte[1 << 16];
  private int used;
  private int records;

  void clear() {
    used = 0;
    records = 0;
    if (bytes.length > MAX_KEPT_BYTES) {
      bytes = new byte[1 << 16];
    }
  }

  /** Keeps the record of the next row. One that is too long for a reject is only measured. */
  void add(byte[] source, int from, int to) {
    int length = to - from;
    starts[records] = used;
    lengths[records++] = length;
    if (length > Reject.MAX_RAW_BYTES) {
      return;
    }
    if (length > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
    }
    System.arraycopy(source, from, bytes, used, length);
    used += length;
  }

  Reject reject(long offset, int row, Violation violation) {
    int length = lengths[row];
    boolean huge = length > Reject.MAX_RAW_BYTES;
    byte[] raw = huge ? new byte[0] : Arrays.copyOfRange(bytes, starts[row], starts[row] + length);
    return new Reject(offset, length, List.of(violation), raw);
  }
}
