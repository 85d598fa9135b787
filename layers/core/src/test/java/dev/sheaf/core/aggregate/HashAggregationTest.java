package dev.sheaf.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.DamagedStateException;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.row.RowBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashAggregationTest {
  private static final RowSchema SCHEMA =
      Cells.schema("Category varchar", "day date", "amount decimal(18,2)", "score double");

  private static final Aggregation BY_CATEGORY =
      new Aggregation(
          List.of("category"),
          List.of(
              new Aggregation.Measured("amount", List.of(Measure.SUM, Measure.MEAN)),
              new Aggregation.Measured("score", List.of(Measure.STDDEV, Measure.NULL_COUNT))));

  private static final States STATES = new States(SCHEMA, BY_CATEGORY);

  @Test
  void columnsOfTheResultAreGroupsRowsAndMeasures() {
    assertThat(STATES.layout().resultSchema())
        .isEqualTo(
            Cells.schema(
                "Category varchar",
                "count bigint",
                "amount_sum decimal(38,2)",
                "amount_mean double",
                "score_stddev double",
                "score_null_count bigint"));
  }

  @Test
  void rowsAreInTheOrderOfTheGroupsWithNullLast() {
    List<List<@Nullable Object>> rows =
        STATES.rows(
            STATES.of(
                List.of(
                    row("toys", 150, 1.0),
                    row(null, 1, null),
                    row("Books", 200, 2.0),
                    row("toys", 151, 3.0),
                    row("", null, null)),
                2));
    assertThat(rows)
        .containsExactly(
            Arrays.asList("", whole(1), null, null, null, whole(1)),
            Arrays.asList("Books", whole(1), whole(200), 2.0, null, whole(0)),
            Arrays.asList("toys", whole(2), whole(301), 1.505, Math.sqrt(2), whole(0)),
            Arrays.asList(null, whole(1), whole(1), 0.01, null, whole(1)));
  }

  @Test
  void withoutGroupColumnsAllRowsAreOneGroupAndNoRowsAreNone() {
    States all = new States(SCHEMA, new Aggregation(List.of(), List.of()));
    assertThat(all.rows(all.of(List.of(row("a", 1, 1.0), row(null, 2, 1.0)), 1)))
        .containsExactly(List.of(whole(2)));
    assertThat(all.rows(all.of(List.of(), 1))).isEmpty();
    assertThat(all.rows()).isEmpty();
  }

  @Test
  void rowsAndGroupsAreCounted() throws Exception {
    HashAggregation groups = new HashAggregation(STATES.layout(), 1 << 20);
    List<List<@Nullable Object>> rows =
        List.of(row("a", 1, 1.0), row("b", 2, 1.0), row("a", 3, 1.0));
    Cells.batches(SCHEMA, rows, 2).forEach(groups::add);
    assertThat(groups.rows()).isEqualTo(3);
    assertThat(groups.groups()).isEqualTo(2);
    byte[] file = STATES.of(rows, 2);
    try (MergedStates merged = STATES.open(file, file)) {
      Cells.read(new AggregateRows(merged));
      assertThat(merged.rows()).isEqualTo(6);
      assertThat(merged.groups()).isEqualTo(2);
    }
  }

  @Test
  void tooManyGroupsAreRefusedWithTheirNumberAndTheRemedy() {
    HashAggregation groups = new HashAggregation(STATES.layout(), 1_000_000);
    assertThatThrownBy(
            () -> {
              for (int from = 0; ; from += RowBatch.CAPACITY) {
                Cells.batches(SCHEMA, distinct(from, RowBatch.CAPACITY), RowBatch.CAPACITY)
                    .forEach(groups::add);
                assertThat(groups.heapBytes()).isLessThanOrEqualTo(1_000_000);
              }
            })
        .isInstanceOf(TooManyGroupsException.class)
        .hasMessageMatching(
            "[0-9,]+ groups of \\(Category\\) need more than the 1,000,000 bytes of memory for them; group by fewer or coarser columns, use smaller segments, or give the function more memory");
    assertThat(groups.groups()).isBetween(3_000, 20_000);
  }

  @Test
  void manyGroupsSpanBlocksAndBatches() {
    List<List<@Nullable Object>> rows = distinct(0, 4_000);
    byte[] file = STATES.of(rows, RowBatch.CAPACITY);
    assertThat(file.length).isGreaterThan(3 * StateFileWriter.BLOCK_BYTES);
    byte[] even = STATES.of(every(rows, 0), RowBatch.CAPACITY);
    byte[] odd = STATES.of(every(rows, 1), RowBatch.CAPACITY);
    assertThat(STATES.merge(odd, even)).isEqualTo(file);
    List<List<@Nullable Object>> results = STATES.rows(file);
    assertThat(results).hasSize(4_000);
    for (int i = 0; i < 4_000; i++) {
      assertThat(results.get(i).get(2)).isEqualTo(whole(index(results.get(i))));
    }
  }

  @Test
  void statesOfAnotherAggregationAreRefused() {
    States other =
        new States(
            SCHEMA,
            new Aggregation(
                List.of("category"),
                List.of(new Aggregation.Measured("amount", List.of(Measure.MIN)))));
    assertThatThrownBy(() -> STATES.rows(other.of(List.of(), 1)))
        .isInstanceOf(DamagedStateException.class)
        .hasMessage(
            "states: of the aggregation [[\"category\",\"varchar\"],[\"amount\",\"decimal(18,2)\",\"COUNT\",\"MIN\"]], not of [[\"category\",\"varchar\"],[\"amount\",\"decimal(18,2)\",\"COUNT\",\"SUM\"],[\"score\",\"double\",\"COUNT\",\"SUM\",\"SQUARES\"]]");
  }

  @Test
  void damageIsRefusedWithAReason() {
    byte[] file = STATES.of(distinct(0, 3), 3);
    assertThatThrownBy(() -> STATES.rows(Arrays.copyOf(file, 3)))
        .hasMessage("states: not a file of aggregate states that this version can read");
    assertThatThrownBy(() -> STATES.rows(Arrays.copyOf(file, file.length - 1)))
        .hasMessage("states: cut short: 7 bytes where 8 should follow");
    assertThatThrownBy(() -> STATES.rows(Arrays.copyOf(file, file.length + 1)))
        .hasMessage("states: there are bytes after the end");
    byte[] flipped = file.clone();
    flipped[file.length - 40] ^= 1;
    assertThatThrownBy(() -> STATES.rows(flipped))
        .hasMessage("states: the checksum of a block is wrong");
  }

  @Test
  void aSumThatNoDecimalHoldsNamesColumnAndGroup() {
    RowSchema schema = Cells.schema("a varchar", "b bigint", "v decimal(38,1)");
    States states =
        new States(
            schema,
            new Aggregation(
                List.of("a", "b"), List.of(new Aggregation.Measured("v", List.of(Measure.SUM)))));
    List<Object> row = Arrays.asList("x", null, BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
    assertThatThrownBy(() -> states.rows(states.of(List.of(row, row), 1)))
        .isInstanceOf(SumOverflowException.class)
        .hasMessage(
            "column 'v' of group (a=x, b=NULL): the sum does not fit decimal(38,1); declare the column as double, or leave out its sum");
  }

  /** The bytes are stored: a change of the format is a new version. */
  @Test
  void theBytesOfAFileArePinned() {
    RowSchema schema = Cells.schema("k varchar", "x double");
    States states =
        new States(
            schema,
            new Aggregation(
                List.of("k"), List.of(new Aggregation.Measured("x", List.of(Measure.values())))));
    byte[] file = states.of(List.of(List.of("a", 1.5), List.of("a", -0.25)), 1);
    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo(
            "5368656166416701" // magic and version
                + "00000044e64a5a8d" // length and checksum of the signature
                + "5b5b226b222c2276617263686172225d2c5b2278222c22646f75626c65222c22434f554e5422"
                + "2c2253554d222c2253515541524553222c224d494e222c224d4158225d5d"
                + "000000222fc77478" // a block
                + "0401610001" // 4 bytes of key
                + "02" // rows
                + "02" // values
                + "00" // no NaN, no infinity
                + "01860105" // 5 * 2^(8 * 134 - 1074) = 1.25
                + "018c0225" // 37 * 2^(8 * 268 - 2148) = 2.3125
                + "81808080808080d07f" // -0.25
                + "80808080808080f87f" // 1.5
                + "00000000"
                + "00000000" // no more
                + "00000008"
                + "7e433189"
                + "0000000000000001");
  }

  private static List<List<@Nullable Object>> distinct(int from, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      rows.add(row("category " + i % 7919 + "." + i, i, i / 8.0));
    }
    return rows;
  }

  private static long index(List<@Nullable Object> result) {
    String category = String.valueOf(result.get(0));
    return Long.parseLong(category.substring(category.indexOf('.') + 1));
  }

  private static List<List<@Nullable Object>> every(List<List<@Nullable Object>> rows, int odd) {
    List<List<@Nullable Object>> half = new ArrayList<>();
    for (int i = odd; i < rows.size(); i += 2) {
      half.add(rows.get(i));
    }
    return half;
  }

  private static List<@Nullable Object> row(
      @Nullable String category, @Nullable Integer cents, @Nullable Double score) {
    return Arrays.asList(category, null, cents == null ? null : whole(cents), score);
  }

  private static BigInteger whole(long value) {
    return BigInteger.valueOf(value);
  }
}
