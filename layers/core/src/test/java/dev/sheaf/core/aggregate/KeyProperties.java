package dev.sheaf.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Rows.class)
@Domain(DomainContext.Global.class)
class KeyProperties {

  /** All columns but the last, which is JSON. */
  private static final List<StateLayout.Input> COLUMNS =
      IntStream.range(0, Rows.SCHEMA.size() - 1)
          .mapToObj(i -> new StateLayout.Input(i, Rows.SCHEMA.fields().get(i)))
          .toList();

  @Property(tries = 300)
  void keysAreInTheOrderOfTheValues(@ForAll Rows.Case table) {
    for (RowBatch batch : Cells.batches(Rows.SCHEMA, table.rows(), 2048)) {
      List<byte[]> keys = keys(batch);
      for (int left = 0; left < batch.rows(); left++) {
        for (int right = 0; right < batch.rows(); right++) {
          assertThat(Integer.signum(Arrays.compareUnsigned(keys.get(left), keys.get(right))))
              .isEqualTo(Integer.signum(compare(batch, left, right)));
        }
      }
    }
  }

  @Property(tries = 300)
  void decodeUndoesEncode(@ForAll Rows.Case table) {
    KeyDecoder decoder = new KeyDecoder(COLUMNS.size());
    for (RowBatch batch : Cells.batches(Rows.SCHEMA, table.rows(), 2048)) {
      RowBatch result = new RowBatch(Rows.SCHEMA);
      for (byte[] key : keys(batch)) {
        decoder.decode(key, key.length, result);
        result.commitRow(0);
      }
      assertThat(keys(result).toArray(byte[][]::new))
          .isDeepEqualTo(keys(batch).toArray(byte[][]::new));
    }
  }

  @Example
  void theTableNumbersKeysAsTheyCome() {
    KeyTable table = new KeyTable();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        byte[] key = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
        assertThat(table.find(key, key.length)).isEqualTo(i);
      }
    }
    assertThat(table.size()).isEqualTo(100_000);
    int[] sorted = table.sorted();
    assertThat(Arrays.copyOf(sorted, 4)).containsExactly(0, 1, 10, 100);
    assertThat(table.find(new byte[0], 0)).isEqualTo(100_000);
  }

  /** NULL last; within a column, the order that the vectors have. */
  private static int compare(RowBatch batch, int left, int right) {
    for (StateLayout.Input column : COLUMNS) {
      ColumnVector values = batch.column(column.index());
      int comparison = Boolean.compare(values.isNull(left), values.isNull(right));
      if (comparison == 0 && !values.isNull(left)) {
        comparison = values.compare(left, values, right);
      }
      if (comparison != 0) {
        return comparison;
      }
    }
    return 0;
  }

  private static List<byte[]> keys(RowBatch batch) {
    KeyEncoder encoder = new KeyEncoder(COLUMNS);
    List<byte[]> keys = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int length = encoder.encode(batch, row);
      keys.add(Arrays.copyOf(encoder.bytes(), length));
    }
    return keys;
  }

  /** States hold keys, so the bytes must never change. */
  @Example
  void theBytesOfAKeyArePinned() {
    RowSchema schema =
        Cells.schema("n bigint", "t varchar", "x double", "d decimal(38,2)", "m date");
    RowBatch batch =
        Cells.batches(
                schema,
                List.of(
                    Arrays.asList(
                        BigInteger.TWO.negate(), "a\0", -0.0, BigInteger.ONE.shiftLeft(64), null)),
                1)
            .get(0);
    KeyEncoder encoder =
        new KeyEncoder(
            IntStream.range(0, schema.size())
                .mapToObj(i -> new StateLayout.Input(i, schema.fields().get(i)))
                .toList());
    int length = encoder.encode(batch, 0);
    assertThat(HexFormat.of().formatHex(encoder.bytes(), 0, length))
        .isEqualTo(
            "017ffffffffffffffe"
                + "016100020001"
                + "018000000000000000"
                + "0180000000000000010000000000000000"
                + "02");
  }
}
