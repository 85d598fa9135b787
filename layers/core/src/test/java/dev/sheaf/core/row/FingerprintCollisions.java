package dev.sheaf.core.row;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Hashes the thousand million rows of {@link RowFamilies#many}, by the version whose number is the
 * first argument, and counts hashes that are equal: upper halves, lower halves and whole ones. Not a
 * test, as it takes 4.6 GB, and half an hour on a busy machine:
 *
 * <pre>mvn -B -o -pl layers/core test-compile
 * java -Xmx4600m -Xmn64m -XX:+UseSerialGC -cp CLASSPATH dev.sheaf.core.row.FingerprintCollisions 2</pre>
 *
 * <p>Each half is sorted in ranges of its first bits, all rows being hashed once for each range. A
 * second argument is the number of those bits, 1 where there is none: each one more takes half the memory
 * and twice the hashing. {@code some} as a third takes the rows of the tests in the build.
 */
final class FingerprintCollisions {
  private static final int[] PREFIXES = {32, 36, 40, 44, 48, 52, 56, 60, 64};

  private final FingerprintVersion version;
  private final int rangeBits;
  private final Supplier<List<RowSource>> families;
  private final Set<Long> equalHighs = new HashSet<>();

  private FingerprintCollisions(
      FingerprintVersion version, int rangeBits, Supplier<List<RowSource>> families) {
    this.version = version;
    this.rangeBits = rangeBits;
    this.families = families;
  }

  public static void main(String[] arguments) {
    FingerprintCollisions collisions =
        new FingerprintCollisions(
            FingerprintVersion.of(Integer.valueOf(arguments[0])),
            arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1,
            arguments.length > 2 ? RowFamilies::some : RowFamilies::many);
    long begin = System.nanoTime();
    long rows = collisions.each((high, low) -> {});
    System.out.printf("%d rows hashed in %d s%n", rows, seconds(begin));
    collisions.countHalf("upper", rows, Half.UPPER);
    collisions.countHalf("lower", rows, Half.LOWER);
    System.out.printf("equal hashes: %d%n", collisions.wholes());
    System.out.printf("%d s in all%n", seconds(begin));
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000;
  }

  private enum Half {
    UPPER,
    LOWER
  }

  /** Takes the hash of a row. */
  private interface Taker {
    void take(long high, long low);
  }

  /** How many rows there are. */
  private long each(Taker taker) {
    long rows = 0;
    long[] high = new long[RowBatch.CAPACITY];
    long[] low = new long[RowBatch.CAPACITY];
    for (RowSource family : families.get()) {
      RowBatch batch = new RowBatch(family.schema());
      RowHasher hasher = version.hasher(family.schema());
      for (family.fill(batch); batch.rows() > 0; family.fill(batch)) {
        hasher.hash(batch, high, low);
        for (int row = 0; row < batch.rows(); row++) {
          taker.take(high[row], low[row]);
        }
        rows += batch.rows();
      }
    }
    return rows;
  }

  private void countHalf(String name, long rows, Half half) {
    long[] pairs = new long[PREFIXES.length];
    HashCount hashes = new HashCount(Math.toIntExact((rows >> rangeBits) + (rows >> 7) + 1_000));
    long counted = 0;
    for (long range = 0; range < 1L << rangeBits; range++) {
      long begin = System.nanoTime();
      hashes.clear();
      long wanted = range;
      LongPredicate inRange = hash -> hash >>> Long.SIZE - rangeBits == wanted;
      each(
          (high, low) -> {
            long hash = half == Half.UPPER ? high : low;
            if (inRange.test(hash)) {
              hashes.add(hash);
            }
          });
      hashes.sort();
      for (int i = 0; i < PREFIXES.length; i++) {
        pairs[i] += hashes.pairs(PREFIXES[i]);
      }
      if (half == Half.UPPER) {
        hashes.addEqual(equalHighs);
      }
      counted += hashes.size();
      System.out.printf(
          "%s halves, range %d: %d in %d s%n", name, range, hashes.size(), seconds(begin));
    }
    if (counted != rows) {
      throw new AssertionError(counted + " of " + rows);
    }
    for (int i = 0; i < PREFIXES.length; i++) {
      double expected = HashCount.expectedPairs(rows, PREFIXES[i]);
      System.out.printf(
          "%s halves, first %d bits: %d pairs; random numbers have %.2f +- %.2f%n",
          name, PREFIXES[i], pairs[i], expected, Math.sqrt(expected));
    }
  }

  /** Rows whose whole hash another row before them has: their upper halves are equal too. */
  private long wholes() {
    if (equalHighs.isEmpty()) {
      return 0;
    }
    Set<Fingerprint> seen = new HashSet<>();
    long[] again = {0};
    each(
        (high, low) -> {
          if (equalHighs.contains(high) && !seen.add(new Fingerprint(high, low))) {
            again[0]++;
          }
        });
    return again[0];
  }
}
