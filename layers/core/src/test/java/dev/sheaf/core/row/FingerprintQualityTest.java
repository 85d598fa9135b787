package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version hashes as if by chance, and ordinary rows above all. {@link FingerprintCollisions}
 * does the same with a thousand million rows.
 */
final class FingerprintQualityTest {
  /** Rows of which each bit is flipped; the deviation of a share is a half of their root's inverse. */
  private static final int TRIALS = 4096;

  private static final double DEVIATION = 0.5 / Math.sqrt(TRIALS);

  /** Of up to 40,000 shares at a time; one goes beyond in 500 million. */
  private static final double MOST_DEVIATIONS = 6;

  /** Values to flip bits of. */
  private enum Base {
    RANDOM,
    SMALL
  }

  static Stream<Arguments> columns() {
    return Arrays.stream(FingerprintVersion.values())
        .flatMap(
            version ->
                Stream.of(
                        Arguments.of("boolean", 1),
                        Arguments.of("bigint", 64),
                        Arguments.of("double", 64),
                        Arguments.of("decimal(18,0)", 59),
                        Arguments.of("decimal(18,2)", 59),
                        Arguments.of("decimal(38,0)", 126),
                        Arguments.of("decimal(38,10)", 126),
                        Arguments.of("date", 22),
                        Arguments.of("timestamp", 58),
                        Arguments.of("varchar", 8),
                        Arguments.of("varchar", 5 * 8),
                        Arguments.of("json", 8 * 8),
                        Arguments.of("varchar", 9 * 8),
                        Arguments.of("varchar", 16 * 8),
                        Arguments.of("varchar", 17 * 8),
                        Arguments.of("varchar", 40 * 8))
                    .flatMap(
                        column ->
                            Arrays.stream(Base.values())
                                .map(
                                    base ->
                                        Arguments.of(
                                            version, column.get()[0], column.get()[1], base))));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void everyBitFlipsHalfOfTheHashes(FingerprintVersion version, String type, int bits, Base base) {
    RowSchema schema = RowFamilies.schema("value " + type, "other bigint");
    RowBatch batch = new RowBatch(schema);
    RowHasher hasher = version.hasher(schema);
    SplittableRandom random = new SplittableRandom(bits);
    long[] high = new long[RowBatch.CAPACITY];
    long[] low = new long[RowBatch.CAPACITY];
    int[][] flips = new int[bits][128];
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] value = value(random, bits, base, trial);
      batch.clear();
      for (int row = 0; row <= bits; row++) {
        byte[] flipped = value.clone();
        if (row > 0) {
          flipped[(row - 1) / 8] ^= (byte) (1 << (row - 1) % 8);
        }
        set(schema.fields().get(0).type(), batch.column(0), row, flipped);
        RowFamilies.longs(batch, 1).set(row, trial);
        batch.commitRow(0);
      }
      hasher.hash(batch, high, low);
      for (int bit = 0; bit < bits; bit++) {
        count(flips[bit], high[0] ^ high[bit + 1], low[0] ^ low[bit + 1]);
      }
    }
    assertThat(worst(flips)).as("deviations from a half").isLessThan(MOST_DEVIATIONS);
  }

  private static byte[] value(SplittableRandom random, int bits, Base base, int trial) {
    byte[] value = new byte[(bits + 7) / 8];
    switch (base) {
      case RANDOM -> random.nextBytes(value);
      case SMALL -> {
        for (int rest = trial, i = 0; rest > 0 && i < value.length; rest >>= 8, i++) {
          value[i] = (byte) rest;
        }
      }
    }
    if (bits % 8 != 0) {
      value[value.length - 1] &= (byte) ((1 << bits % 8) - 1);
    }
    return value;
  }

  private static void set(ColumnType type, ColumnVector vector, int row, byte[] value) {
    switch (type.kind()) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP ->
          ((ColumnVector.Longs) vector).set(row, word(value, 0));
      case DOUBLE ->
          ((ColumnVector.Doubles) vector).set(row, Double.longBitsToDouble(word(value, 0)));
      case DECIMAL -> {
        if (type.fitsLong()) {
          ((ColumnVector.Longs) vector).set(row, word(value, 0));
        } else {
          ((ColumnVector.WideDecimals) vector).set(row, word(value, 8), word(value, 0));
        }
      }
      case VARCHAR, JSON -> ((ColumnVector.Texts) vector).append(row, value, 0, value.length);
    }
  }

  private static long word(byte[] value, int from) {
    long word = 0;
    for (int i = 0; i < 8 && from + i < value.length; i++) {
      word |= (value[from + i] & 0xFFL) << 8 * i;
    }
    return word;
  }

  private static void count(int[] flips, long high, long low) {
    for (int i = 0; i < 64; i++) {
      flips[i] += (int) (low >>> i & 1);
      flips[64 + i] += (int) (high >>> i & 1);
    }
  }

  private static double worst(int[][] flips) {
    return Arrays.stream(flips)
        .flatMapToInt(Arrays::stream)
        .mapToDouble(count -> Math.abs((double) count / TRIALS - 0.5) / DEVIATION)
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatAreNearlyEqualHashAsRandomNumbersWould(FingerprintVersion version) {
    HashCount highs = new HashCount(1 << 21);
    HashCount lows = new HashCount(1 << 21);
    for (RowSource rows : RowFamilies.some()) {
      RowBatch batch = new RowBatch(rows.schema());
      RowHasher hasher = version.hasher(rows.schema());
      long[] high = new long[RowBatch.CAPACITY];
      long[] low = new long[RowBatch.CAPACITY];
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        hasher.hash(batch, high, low);
        for (int row = 0; row < batch.rows(); row++) {
          highs.add(high[row]);
          lows.add(low[row]);
        }
      }
    }
    assertThat(highs.size()).isGreaterThan(1_000_000);
    for (HashCount half : List.of(highs, lows)) {
      half.sort();
      assertThat(half.pairs(64)).as("equal halves").isZero();
      for (int bits : new int[] {24, 28, 32, 36}) {
        double expected = HashCount.expectedPairs(half.size(), bits);
        assertThat((double) half.pairs(bits))
            .as("pairs that have the first %d bits in common", bits)
            .isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
      }
    }
  }

  /** Two columns of small numbers of both signs, under names of all kinds of keys. */
  @ParameterizedTest
  @EnumSource
  void underNoNamesDoNumbersCancel(FingerprintVersion version) {
    int side = 40;
    HashCount highs = new HashCount(64 * side * side);
    HashCount lows = new HashCount(64 * side * side);
    long[] high = new long[RowBatch.CAPACITY];
    long[] low = new long[RowBatch.CAPACITY];
    for (int name = 0; name < 64; name++) {
      RowBatch batch = new RowBatch(RowFamilies.schema("a" + name + " bigint", "b bigint"));
      for (int number = 0; number < side * side; number++) {
        // Odd ones alone, so that none is 0.
        RowFamilies.longs(batch, 0).set(number, 2L * (number / side) - side + 1);
        RowFamilies.longs(batch, 1).set(number, 2L * (number % side) - side + 1);
        batch.commitRow(0);
      }
      version.hasher(batch.schema()).hash(batch, high, low);
      for (int row = 0; row < batch.rows(); row++) {
        highs.add(high[row]);
        lows.add(low[row]);
      }
    }
    highs.sort();
    lows.sort();
    assertThat(highs.pairs(64)).isZero();
    assertThat(lows.pairs(64)).isZero();
  }

  /**
   * All tables of up to five rows over two columns and few values: rows that swapped a value, columns
   * that did, rows that occur twice, NULL in place of an empty text.
   */
  @ParameterizedTest
  @EnumSource
  void smallTablesHaveDifferentSums(FingerprintVersion version) {
    RowSchema schema = RowFamilies.schema("a bigint", "b bigint");
    RowBatch numbers = new RowBatch(schema);
    RowBatch texts = new RowBatch(RowFamilies.schema("a varchar", "b varchar"));
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        setNumber(numbers, 0, a);
        setNumber(numbers, 1, b);
        numbers.commitRow(0);
        setText(texts, 0, a);
        setText(texts, 1, b);
        texts.commitRow(0);
      }
    }
    for (RowBatch rows : List.of(numbers, texts)) {
      long[] high = new long[RowBatch.CAPACITY];
      long[] low = new long[RowBatch.CAPACITY];
      version.hasher(rows.schema()).hash(rows, high, low);
      Set<Fingerprint> sums = new HashSet<>();
      Set<Long> highs = new HashSet<>();
      Set<Long> lows = new HashSet<>();
      Fingerprint[] hashes = new Fingerprint[rows.rows()];
      Arrays.setAll(hashes, row -> new Fingerprint(high[row], low[row]));
      sums(hashes, 0, 5, Fingerprint.ZERO, sums);
      sums.forEach(
          sum -> {
            highs.add(sum.high());
            lows.add(sum.low());
          });
      assertThat(sums).as("multisets of up to five of 16").hasSize(20_349);
      assertThat(highs).hasSize(20_349);
      assertThat(lows).hasSize(20_349);
    }
  }

  private static void setNumber(RowBatch batch, int column, int choice) {
    if (choice == 3) {
      batch.column(column).setNull(batch.rows());
    } else {
      RowFamilies.longs(batch, column).set(batch.rows(), choice - 1);
    }
  }

  private static void setText(RowBatch batch, int column, int choice) {
    if (choice == 3) {
      batch.column(column).setNull(batch.rows());
    } else {
      byte[] zeros = new byte[choice];
      ((ColumnVector.Texts) batch.column(column)).append(batch.rows(), zeros, 0, choice);
    }
  }

  private static void sums(
      Fingerprint[] rows, int from, int more, Fingerprint sum, Set<Fingerprint> sums) {
    sums.add(sum);
    if (more == 0) {
      return;
    }
    for (int row = from; row < rows.length; row++) {
      sums(rows, row, more - 1, sum.plus(rows[row]), sums);
    }
  }
}
