package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.fail;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The hashes are those of hash4j. */
class Xxh3Properties {
  private final Xxh3 hash = new Xxh3();

  @Example
  void everyLengthUpToTwoBlocksIsHashedAsByHash4j() {
    Random random = new Random(3);
    for (int length = 0; length <= 2_200; length++) {
      byte[] bytes = new byte[length + 9];
      random.nextBytes(bytes);
      requireSame(bytes, length % 10 == 9 ? 9 : length % 10, length);
    }
  }

  @Property(tries = 2000)
  void anyBytesAreHashedAsByHash4j(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 300) int more, @ForAll long seed) {
    byte[] all = new byte[bytes.length + more];
    new Random(seed).nextBytes(all);
    System.arraycopy(bytes, 0, all, 0, bytes.length);
    int from = all.length == 0 ? 0 : new Random(seed).nextInt(all.length);
    requireSame(all, from, all.length - from);
  }

  @Property(tries = 20)
  void longInputsAreHashedAsByHash4j(@ForAll @IntRange(max = 1 << 20) int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    requireSame(bytes, 0, length);
  }

  /**
   * Often enough for the compiled code to be what is tested. C2 of JDK 17 translated an earlier
   * version wrongly, after 10,000 hashes of more than 240 bytes.
   */
  @Property(tries = 5)
  void compiledCodeHashesAsHash4j(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[4_096];
    random.nextBytes(bytes);
    for (int longest : new int[] {16, 128, 240, 600, 3_000}) {
      for (int hashes = 0; hashes < 40_000; hashes++) {
        int length = random.nextInt(longest + 1);
        int from = random.nextInt(1_024);
        bytes[from + length / 2] = (byte) hashes;
        requireSame(bytes, from, length);
      }
    }
  }

  private void requireSame(byte[] bytes, int from, int length) {
    HashValue128 expected = Hashing.xxh3_128().hashBytesTo128Bits(bytes, from, length);
    hash.hash(bytes, from, length);
    if (hash.high() != expected.getMostSignificantBits()
        || hash.low() != expected.getLeastSignificantBits()) {
      fail("%d bytes: %016x%016x and not %s", length, hash.high(), hash.low(), expected);
    }
  }
}
