package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Random;
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

  private void requireSame(byte[] bytes, int from, int length) {
    HashValue128 expected = Hashing.xxh3_128().hashBytesTo128Bits(bytes, from, length);
    hash.hash(bytes, from, length);
    assertThat(hash.high()).as("length %d", length).isEqualTo(expected.getMostSignificantBits());
    assertThat(hash.low()).as("length %d", length).isEqualTo(expected.getLeastSignificantBits());
  }
}
