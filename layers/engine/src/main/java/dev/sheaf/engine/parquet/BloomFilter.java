package dev.sheaf.engine.parquet;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.Util;

/**
 * A split block Bloom filter of a column chunk, as the Parquet format defines it: blocks of eight words
 * of 32 bits; the upper half of a value's XXH64 chooses the block, the lower half one bit per word.
 */
final class BloomFilter {
  private static final Hasher64 XXH64 = Hashing.xxh64();
  private static final int BLOCK_BYTES = 32;
  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final ByteBuffer bits;

  private BloomFilter(ByteBuffer bits) {
    this.bits = bits;
  }

  /**
   * @param bytes header and bits, as stored
   * @throws DamagedParquetException if they are no such filter
   */
  static BloomFilter decode(byte[] bytes) {
    ByteArrayInputStream input = new ByteArrayInputStream(bytes);
    try {
      BloomFilterHeader header = Util.readBloomFilterHeader(input);
      int length = header.getNumBytes();
      boolean known =
          header.getAlgorithm().isSetBLOCK()
              && header.getHash().isSetXXHASH()
              && header.getCompression().isSetUNCOMPRESSED();
      if (!known
          || length < BLOCK_BYTES
          || length % BLOCK_BYTES != 0
          || length > input.available()) {
        throw new DamagedParquetException("a Bloom filter of %d bytes".formatted(length));
      }
      int from = bytes.length - input.available();
      return new BloomFilter(
          ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new DamagedParquetException("a Bloom filter cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a value may be there. False is certain.
   *
   * @param value as Parquet stores it plainly, a text without its length
   */
  boolean mayHold(byte[] value) {
    long hash = XXH64.hashBytesToLong(value);
    long blocks = bits.capacity() / BLOCK_BYTES;
    int block = (int) (((hash >>> 32) * blocks) >>> 32);
    for (int word = 0; word < SALT.length; word++) {
      int mask = 1 << (((int) hash * SALT[word]) >>> 27);
      if ((bits.getInt(block * BLOCK_BYTES + word * Integer.BYTES) & mask) == 0) {
        return false;
      }
    }
    return true;
  }
}
