package dev.sheaf.core.aggregate;

import dev.sheaf.core.exact.Capacity;
import dev.sheaf.core.exact.DamagedStateException;
import dev.sheaf.core.exact.StateInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads what {@link StateFileWriter} wrote, group by group, with one block in memory. No byte is
 * used before the checksum of its block was right.
 */
final class StateFileReader {
  private final InputStream file;
  private final StateInput in = new StateInput();
  private byte[] key = {};
  private int keyLength;
  private long groups;

  /**
   * Reads the head of the file.
   *
   * @throws DamagedStateException if it is not of this layout
   */
  StateFileReader(StateLayout layout, InputStream file) throws IOException {
    this.file = file;
    byte[] magic = StateFileWriter.magic();
    if (!Arrays.equals(file.readNBytes(magic.length), magic)) {
      throw new DamagedStateException("not a file of aggregate states that this version can read");
    }
    String signature = new String(block(), StandardCharsets.UTF_8);
    if (!signature.equals(layout.signature())) {
      throw new DamagedStateException(
          "of the aggregation %s, not of %s".formatted(signature, layout.signature()));
    }
  }

  byte[] key() {
    return key;
  }

  int keyLength() {
    return keyLength;
  }

  /** The states of the group, which must be read to their end before {@link #next}. */
  StateInput states() {
    return in;
  }

  /** Goes to the next group, if there is one. */
  boolean next() throws IOException {
    if (!in.hasMore()) {
      byte[] block = block();
      if (block.length == 0) {
        end();
        return false;
      }
      in.reset(block, 0, block.length);
    }
    int length = in.length(Integer.MAX_VALUE);
    int end = in.skip(length);
    byte[] bytes = in.bytes();
    if (groups > 0 && Arrays.compareUnsigned(key, 0, keyLength, bytes, end - length, end) >= 0) {
      throw new DamagedStateException("groups are not in order");
    }
    if (length > key.length) {
      key = new byte[Capacity.grown(key.length, length)];
    }
    System.arraycopy(bytes, end - length, key, 0, length);
    keyLength = length;
    groups++;
    return true;
  }

  private void end() throws IOException {
    byte[] count = block();
    if (count.length != Long.BYTES || ByteBuffer.wrap(count).getLong() != groups) {
      throw new DamagedStateException("%d groups where others are announced".formatted(groups));
    }
    if (file.read() >= 0) {
      throw new DamagedStateException("there are bytes after the end");
    }
  }

  private byte[] block() throws IOException {
    byte[] head = read(2 * Integer.BYTES);
    ByteBuffer fields = ByteBuffer.wrap(head);
    int length = fields.getInt();
    if (length < 0) {
      throw new DamagedStateException("a block has a negative length");
    }
    byte[] bytes = read(length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    if ((int) checksum.getValue() != fields.getInt()) {
      throw new DamagedStateException("the checksum of a block is wrong");
    }
    return bytes;
  }

  /** Takes memory as bytes come, whatever length a damaged file announces. */
  private byte[] read(int length) throws IOException {
    byte[] bytes = file.readNBytes(length);
    if (bytes.length < length) {
      throw new DamagedStateException(
          "cut short: %d bytes where %d should follow".formatted(bytes.length, length));
    }
    return bytes;
  }
}
