package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the second version rests on: products that forget nothing, and sums that do not cancel. */
final class ColumnHasherTest {
  private static final int VALUES = 2_000;

  /** Unlike the halves of a mere product, which are 0 for a factor 0, and -1 for a factor -1. */
  @Test
  void neitherZeroNorAllOnesForgetTheOtherFactor() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10_000; i++) {
      long other = random.nextLong() >> random.nextInt(64);
      assertThat(ColumnHasher.mix(0, other)).isEqualTo(other);
      assertThat(ColumnHasher.mix(other, 0)).isEqualTo(other);
      if (other != 0) {
        assertThat(ColumnHasher.mix(-1, other)).isEqualTo(other - 2);
        assertThat(ColumnHasher.mix(other, -1)).isEqualTo(other - 2);
      }
      assertThat(ColumnHasher.mix(1, other)).isEqualTo(2 * other + 1);
    }
  }

  /** A number and its negative have all but the same product if it is a signed one. */
  @Test
  void productsAreUnsigned() {
    assertThat(ColumnHasher.mix(-3, 5)).isEqualTo((-15 ^ 4) + -3 + 5);
    assertThat(ColumnHasher.mix(5, -3)).isEqualTo((-15 ^ 4) + -3 + 5);
    assertThat(ColumnHasher.mix(-3, -5)).isEqualTo((15 ^ -8) + -3 + -5);
  }

  @Test
  void noWordOfATextIsForgottenWhereAnotherMakesAFactorZero() {
    ColumnKeys keys = ColumnKeys.of(RowFamilies.schema("t varchar").fields().get(0));
    int length = 16;
    for (long key : List.of(keys.first(), keys.second())) {
      for (long factor : new long[] {0, -1}) {
        long word = key + length * 0x9E3779B97F4A7C15L ^ factor;
        RowBatch batch = new RowBatch(RowFamilies.schema("t varchar"));
        for (long other = 0; other < VALUES; other++) {
          byte[] text =
              ByteBuffer.allocate(length)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(word)
                  .putLong(other)
                  .array();
          ((ColumnVector.Texts) batch.column(0)).append(batch.rows(), text, 0, length);
          batch.commitRow(0);
        }
        assertBothSumsTellAllApart(batch);
      }
    }
  }

  @Test
  void noHalfOfAWideDecimalIsForgottenWhereTheOtherMakesAFactorZero() {
    ColumnKeys keys = ColumnKeys.of(RowFamilies.schema("w decimal(38,0)").fields().get(0));
    for (long key : List.of(keys.first(), keys.second())) {
      for (long factor : new long[] {0, -1}) {
        RowBatch batch = new RowBatch(RowFamilies.schema("w decimal(38,0)"));
        for (long other = 0; other < VALUES; other++) {
          ((ColumnVector.WideDecimals) batch.column(0))
              .set(batch.rows(), other - VALUES / 2, key ^ factor);
          batch.commitRow(0);
        }
        assertBothSumsTellAllApart(batch);
      }
    }
  }

  private static void assertBothSumsTellAllApart(RowBatch batch) {
    long[] high = new long[RowBatch.CAPACITY];
    long[] low = new long[RowBatch.CAPACITY];
    new ColumnHasher(batch.schema()).sum(batch, 0, batch.rows(), high, low);
    for (long[] sums : List.of(high, low)) {
      Set<Long> seen = new HashSet<>();
      for (int row = 0; row < batch.rows(); row++) {
        seen.add(sums[row]);
      }
      assertThat(seen).hasSize(batch.rows());
    }
  }

  /**
   * Each sum by itself, before both are permuted, is as good as chance over numbers of both signs
   * that are close to each other: for no columns do their values cancel.
   */
  @Test
  void sumsOfColumnsDoNotCancel() {
    int names = 24;
    int side = 512;
    long pairs = 0;
    double expected = 0;
    for (int name = 0; name < names; name++) {
      HashCount[] counts = new HashCount[4];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = new HashCount(side * side);
      }
      grid("a" + name, "b" + name, side, counts);
      for (HashCount count : counts) {
        count.sort();
        pairs += count.pairs(32);
        expected += HashCount.expectedPairs(count.size(), 32);
      }
    }
    assertThat((double) pairs)
        .as("pairs of sums with 32 bits in common")
        .isBetween(expected / 1.3, expected * 1.3);
  }

  /** The first and the last bits of both sums of the rows. */
  private static void grid(String first, String second, int side, HashCount[] counts) {
    RowBatch batch = new RowBatch(RowFamilies.schema(first + " bigint", second + " bigint"));
    ColumnHasher hasher = new ColumnHasher(batch.schema());
    long[] high = new long[RowBatch.CAPACITY];
    long[] low = new long[RowBatch.CAPACITY];
    for (int number = 0; number < side * side; number++) {
      RowFamilies.longs(batch, 0).set(batch.rows(), number / side - side / 2);
      RowFamilies.longs(batch, 1).set(batch.rows(), number % side - side / 2);
      batch.commitRow(0);
      if (batch.isFull()) {
        hasher.sum(batch, 0, batch.rows(), high, low);
        for (int row = 0; row < batch.rows(); row++) {
          counts[0].add(high[row]);
          counts[1].add(Long.reverse(high[row]));
          counts[2].add(low[row]);
          counts[3].add(Long.reverse(low[row]));
        }
        batch.clear();
      }
    }
  }
}
