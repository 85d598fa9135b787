package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Tables;
import dev.sheaf.core.record.Tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The second version is as it is written down. */
@Domain(Tables.class)
@Domain(DomainContext.Global.class)
class ColumnHasherProperties {
  /** Small, so that rows of many lengths and values are hashed by code that was compiled. */
  private static final int COMPILED_BATCHES = 1_500;

  private static final Hashes HASHES = new Hashes(FingerprintVersion.V2);

  @Property
  void arbitraryRowsAreHashedAsWrittenDown(@ForAll Table table) {
    RowBatch batch = table.batch();
    assertThat(HASHES.of(batch)).isEqualTo(FingerprintOracle.fingerprint(batch));
  }

  @Property
  void textsOfAnyLengthAreHashedAsWrittenDown(@ForAll List<String> texts, @ForAll long seed) {
    RowBatch batch = new RowBatch(RowFamilies.schema("t varchar"));
    SplittableRandom random = new SplittableRandom(seed);
    for (String text : texts) {
      String some = random.nextBoolean() ? text : text.substring(0, Math.min(9, text.length()));
      byte[] bytes = some.getBytes(StandardCharsets.UTF_8);
      ((ColumnVector.Texts) batch.column(0)).append(batch.rows(), bytes, 0, bytes.length);
      batch.commitRow(0);
    }
    assertThat(HASHES.of(batch)).isEqualTo(FingerprintOracle.fingerprint(batch));
  }

  /** The array of the texts ends with the last one, at each distance from the last whole word. */
  @Example
  void textsAtTheEndOfTheirArrayAreHashedAsWrittenDown() {
    for (int last = 0; last <= 40; last++) {
      ColumnVector.Texts probe = texts(new RowBatch(RowFamilies.schema("t varchar")));
      int all = probe.bytes().length;
      RowBatch batch = new RowBatch(RowFamilies.schema("t varchar"));
      append(batch, all - last, (byte) 'x');
      append(batch, last, (byte) 'y');
      assertThat(texts(batch).bytes()).hasSize(all);
      assertThat(HASHES.of(batch)).isEqualTo(FingerprintOracle.fingerprint(batch));
    }
  }

  /** Often enough for the compiled code to be what is tested. */
  @Example
  void compiledCodeHashesAsWrittenDown() {
    RowSchema schema =
        RowFamilies.schema(
            "b boolean",
            "n bigint",
            "d double",
            "m decimal(18,4)",
            "w decimal(38,6)",
            "day date",
            "at timestamp",
            "t varchar",
            "j json");
    SplittableRandom random = new SplittableRandom(11);
    RowBatch batch = new RowBatch(schema);
    RowHasher hasher = FingerprintVersion.V2.hasher(schema);
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) 'a');
    Fingerprint before = Fingerprint.ZERO;
    for (int i = 0; i < COMPILED_BATCHES; i++) {
      batch.clear();
      int rows = i % 50 == 0 ? 40 : 400;
      for (int row = 0; row < rows; row++) {
        fill(batch, row, random, bytes);
        batch.commitRow(0);
      }
      hasher.add(batch);
      Fingerprint after = hasher.fingerprint();
      if (i % 50 == 0) {
        assertThat(after).isEqualTo(before.plus(FingerprintOracle.fingerprint(batch)));
      }
      before = after;
    }
  }

  private static void fill(RowBatch batch, int row, SplittableRandom random, byte[] bytes) {
    for (int column = 0; column < batch.schema().size(); column++) {
      ColumnVector vector = batch.column(column);
      long value = random.nextLong() >> random.nextInt(64);
      if (random.nextInt(8) == 0) {
        vector.setNull(row);
      } else if (vector instanceof ColumnVector.Longs longs) {
        longs.set(row, random.nextInt(4) == 0 ? value / 1000 * 100 : value);
      } else if (vector instanceof ColumnVector.Doubles doubles) {
        doubles.set(row, random.nextBoolean() ? value / 4.0 : Double.longBitsToDouble(value));
      } else if (vector instanceof ColumnVector.WideDecimals wide) {
        wide.set(row, value >> 63, value / 1000 * 1000);
      } else if (vector instanceof ColumnVector.Texts texts) {
        bytes[random.nextInt(bytes.length)] = (byte) ('0' + random.nextInt(10));
        int length = random.nextInt(random.nextBoolean() ? 12 : 50);
        texts.append(row, bytes, random.nextInt(50), length);
      }
    }
  }

  private static ColumnVector.Texts texts(RowBatch batch) {
    return (ColumnVector.Texts) batch.column(0);
  }

  private static void append(RowBatch batch, int length, byte letter) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, letter);
    texts(batch).append(batch.rows(), bytes, 0, length);
    batch.commitRow(0);
  }
}
