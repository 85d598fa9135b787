package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.framing.Owned;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.UnbalancedException;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {
  private static final Definition TWO_COLUMNS =
      Reading.definition(
          UnknownColumns.REJECT, column("a", "bigint").build(), column("b", "varchar").build());

  @Test
  void segmentInsideOneRecordOwnsNone() {
    Result result =
        reading("1,\"" + "x\n".repeat(50) + "\"\n2,y\n").segment(20, 60, RecordState.QUOTED);
    assertThat(result.outcome().owned()).isEqualTo(new Owned.Nothing());
    assertThat(result.outcome().counts()).isEqualTo(Counts.NONE);
    assertThat(result.outcome().summary().length()).isEqualTo(40);
    assertThat(result.rows()).isEmpty();
  }

  @Test
  void lastRecordIsFollowedBeyondTheSegment() {
    String upload = "1,\"" + "x".repeat(300_000) + "\"\n2,y\n";
    Result result = reading(upload).segment(0, 10, null);
    assertThat(result.outcome().owned()).isEqualTo(new Owned.Bytes(0, 300_005));
    assertThat(result.rows()).hasSize(1);
  }

  @Test
  void recordsLongerThanTheBufferAreRead() {
    String upload = "1,a\n2,\"" + "é\n".repeat(1_500_000) + "\"\n3,c\n";
    Result result = reading(upload).whole();
    assertThat(result.rows()).hasSize(3);
    assertThat(result.outcome().counts()).isEqualTo(new Counts(3, 0, 3, 0, 0, 3));
  }

  @Test
  void longRejectsAreKeptAsRangesOnly() {
    String upload = "x," + "y".repeat(Reject.MAX_RAW_BYTES) + "\n1,z\n";
    Result result = reading(upload).whole();
    assertThat(result.rejects()).hasSize(1);
    assertThat(result.rejects().get(0).raw()).isEmpty();
    assertThat(result.rejects().get(0).length()).isEqualTo(Reject.MAX_RAW_BYTES + 3L);
  }

  /** Lines that are built to exhaust a parser cost themselves, and nothing else. */
  @Test
  void hostileJsonIsRejectedLineByLine() {
    List<String> lines =
        List.of(
            "{\"a\":1}",
            "{\"b\":" + "[".repeat(200_000),
            "{\"a\":" + "9".repeat(200_000) + "}",
            "{\"" + "k".repeat(200_000) + "\":1}",
            "{\"a\":1e999999999}",
            "{\"a\":2}");
    byte[] upload = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    Result result = new Reading(upload, TextLayout.ndjson(0), TWO_COLUMNS).whole();
    assertThat(result.rows()).hasSize(2);
    assertThat(result.rejects()).hasSize(4);
  }

  @Test
  void manyRejectsAndNoRowsAreReadToTheEnd() {
    String upload = ("x," + "y".repeat(1000) + "\n").repeat(20_000);
    Result result = reading(upload).whole();
    assertThat(result.outcome().counts()).isEqualTo(new Counts(20_000, 0, 20_000, 20_000, 0, 0));
  }

  @Test
  void batchesOfLongTextsStaySmall() {
    String upload = ("1," + "y".repeat(1 << 20) + "\n").repeat(24);
    byte[] bytes = upload.getBytes(StandardCharsets.UTF_8);
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                bytes.length,
                TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 0),
                TWO_COLUMNS,
                "default",
                0,
                bytes.length,
                2 << 20),
            new BytesReader(bytes),
            null,
            reject -> {
              throw new AssertionError(reject);
            });
    RowBatch batch = new RowBatch(reader.schema());
    int rows = 0;
    for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
      assertThat(batch.rows()).isLessThanOrEqualTo(9);
      rows += batch.rows();
    }
    assertThat(rows).isEqualTo(24);
  }

  @Test
  void outcomeComesAfterTheLastRow() {
    byte[] bytes = "1,a\n".getBytes(StandardCharsets.UTF_8);
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                4,
                TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 0),
                TWO_COLUMNS,
                "default",
                0,
                4,
                100),
            new BytesReader(bytes),
            null,
            reject -> {});
    assertThatThrownBy(reader::outcome).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countsThatDoNotBalanceAreRefused() {
    Counts lost = new Counts(3, 1, 1, 0, 0, 1);
    assertThatThrownBy(() -> lost.requireBalanced("segment 7"))
        .isInstanceOf(UnbalancedException.class)
        .hasMessageContaining("segment 7");
    Counts doubled = new Counts(3, 1, 2, 1, 0, 2);
    assertThatThrownBy(() -> doubled.requireBalanced("x")).isInstanceOf(UnbalancedException.class);
    assertThat(new Counts(4, 1, 3, 1, 1, 1).requireBalanced("x").plus(Counts.NONE).rows())
        .isEqualTo(1);
  }

  private static Reading reading(String upload) {
    return new Reading(
        upload.getBytes(StandardCharsets.UTF_8),
        TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 0),
        TWO_COLUMNS);
  }
}
