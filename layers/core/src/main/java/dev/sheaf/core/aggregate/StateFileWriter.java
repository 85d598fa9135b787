package dev.sheaf.core.aggregate;

import dev.sheaf.core.exact.StateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes the states of groups as one object, which depends on the groups and states alone:
 *
 * <ol>
 *   <li>{@link #MAGIC}, of which the last byte is the version of the format;
 *   <li>a block with the layout's signature in UTF-8;
 *   <li>blocks of whole groups in the order of their keys, each block ending with the first group
 *       with which it has {@value #BLOCK_BYTES} bytes or more. A group is the length of its key, the
 *       key ({@link KeyEncoder}), the number of its rows, and the states of each column, in the order
 *       of {@link StatePart};
 *   <li>an empty block, and a block with the number of groups in 8 bytes.
 * </ol>
 *
 * <p>A block is its length (4 bytes), the CRC-32C of its bytes (4 bytes) and the bytes. Numbers of
 * fixed length are big-endian, all others as {@link StateOutput} writes them.
 */
final class StateFileWriter {
  static final int BLOCK_BYTES = 32 << 10;
  private static final byte[] MAGIC = "SheafAg\1".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final StateOutput block = new StateOutput();
  private long groups;

  StateFileWriter(StateLayout layout, OutputStream out) throws IOException {
    this.out = out;
    byte[] signature = layout.signature().getBytes(StandardCharsets.UTF_8);
    out.write(magic());
    writeBlock(signature, signature.length);
  }

  static byte[] magic() {
    return MAGIC.clone();
  }

  /** Writes one group; its key follows that of the group before. */
  void add(byte[] keys, int from, int to, AggregateStates states, int group) throws IOException {
    block.putCount(to - from);
    block.putBytes(keys, from, to - from);
    states.write(group, block);
    groups++;
    if (block.length() >= BLOCK_BYTES) {
      flush();
    }
  }

  /** Writes what is left, and the end. */
  void finish() throws IOException {
    if (block.length() > 0) {
      flush();
    }
    flush();
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(groups).array();
    writeBlock(count, count.length);
  }

  private void flush() throws IOException {
    writeBlock(block.bytes(), block.length());
    block.clear();
  }

  private void writeBlock(byte[] bytes, int length) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    out.write(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .putInt(length)
            .putInt((int) checksum.getValue())
            .array());
    out.write(bytes, 0, length);
  }
}
