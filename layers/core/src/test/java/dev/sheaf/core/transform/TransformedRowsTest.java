package dev.sheaf.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.ReadFailure;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransformedRowsTest {
  private static final String DEFINITION =
      """
      dataset: d
      columns: { n: bigint, t: varchar }
      """;

  private final List<Reject> rejects = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();

  @Test
  void droppedRowsAreFilteredAndFailingOnesAreRejects() {
    SegmentOutcome outcome = read("n,t\n1,a\n2,b\nx,c\n3,d\n7,e\n6,f\n5,g\n", "drop 3 fail 7");

    assertThat(outcome.counts()).isEqualTo(new Counts(7, 0, 7, 2, 2, 3));
    assertThat(offsets).containsExactly(4L, 8L, 28L);
    assertThat(rejects).extracting(Reject::offset).containsExactly(12L, 20L);
    Reject failed = rejects.get(1);
    assertThat(new String(failed.raw(), StandardCharsets.UTF_8)).isEqualTo("7,e\n");
    assertThat(failed.violations().get(0).rule()).isEqualTo("transform");
    assertThat(failed.violations().get(0).message()).isEqualTo("it dislikes 7");
  }

  @Test
  void rowsWithoutAKeyAreRejects() {
    SegmentOutcome outcome = read("n,t\n1,a\n2,b\n,c\n3,d\n7,e\n,f\n5,g\n", "key drop 3 fail 7");

    assertThat(outcome.counts()).isEqualTo(new Counts(7, 0, 7, 3, 1, 3));
    assertThat(offsets).containsExactly(4L, 8L, 26L);
    assertThat(rejects).extracting(Reject::offset).containsExactly(12L, 19L, 23L);
    assertThat(rejects)
        .extracting(reject -> reject.violations().get(0).rule())
        .containsExactly("key", "transform", "key");
    assertThat(rejects.get(0).violations().get(0).column()).isEqualTo("n");
  }

  @Test
  void manyBatchesBalanceAndKeepTheOrderOfRejects() {
    String csv =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(n -> n % 10 == 0 ? "x,t\n" : n + ",t\n")
            .collect(Collectors.joining("", "n,t\n", ""));

    SegmentOutcome outcome = read(csv, "drop 3 fail 7");

    long parsed = IntStream.rangeClosed(1, 10_000).filter(n -> n % 10 != 0).count();
    long failed = IntStream.rangeClosed(1, 10_000).filter(n -> n % 10 != 0 && n % 7 == 0).count();
    long filtered =
        IntStream.rangeClosed(1, 10_000)
            .filter(n -> n % 10 != 0 && n % 7 != 0 && n % 3 == 0)
            .count();
    assertThat(outcome.counts())
        .isEqualTo(
            new Counts(10_000, 0, 10_000, 1_000 + failed, filtered, parsed - failed - filtered));
    assertThat(offsets).isSorted().hasSize((int) outcome.counts().rows());
    assertThat(rejects)
        .extracting(Reject::offset)
        .isSorted()
        .hasSize((int) outcome.counts().rejects());
  }

  @Test
  void aBatchOfWhichNothingIsLeftDoesNotEndTheRows() {
    String csv =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(n -> (n < 4_900 ? 3 : 1) + ",t\n")
            .collect(Collectors.joining("", "n,t\n", ""));

    assertThat(read(csv, "drop 3").counts()).isEqualTo(new Counts(5_000, 0, 5_000, 0, 4_899, 101));
  }

  @Test
  void aTransformThatLooksAtOtherRowsFailsTheSegment() {
    SegmentOutcome outcome = read("n,t\n1,a\n2,b\n4,d\n", "peek");

    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().kind()).isEqualTo(ReadFailure.Kind.TRANSFORM);
    assertThat(outcome.failure().message())
        .contains("byte 4")
        .contains("depends on the rows beside it")
        .contains("'n' is");
    assertThat(offsets).isEmpty();
  }

  @Test
  void aTransformThatIsOfNoUseFailsTheSegment() {
    assertThat(read("n,t\n1,a\n", "unfit").failure().message()).contains("it is unfit");
  }

  @Test
  void aTransformThatFailsOnVeryManyRowsFailsTheSegment() {
    int rows = TransformedRows.MAX_FAILED_ROWS + 1;
    SegmentOutcome most = read("n,t\n" + "7,t\n".repeat(rows - 1), "fail 7");
    SegmentOutcome tooMany = read("n,t\n" + "7,t\n".repeat(rows), "fail 7");

    assertThat(most.counts().rejects()).isEqualTo(rows - 1);
    assertThat(tooMany.failure().message())
        .contains("more than 10000 records, such as the one at byte 40004: it dislikes 7");
    assertThat(tooMany.summary()).isNotNull();
  }

  private SegmentOutcome read(String csv, String script) {
    rejects.clear();
    offsets.clear();
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    Definition parsed = DefinitionParser.parse("d.yaml", DEFINITION);
    Definition definition =
        parsed.withTransform(new Transform(script, RowSchema.parsed(parsed).fields()));
    TextLayout layout = layout(bytes, definition);
    SegmentReader.Segment segment =
        new SegmentReader.Segment(
            bytes.length,
            layout,
            definition,
            "default",
            layout.dataStart(),
            bytes.length,
            SegmentReader.DEFAULT_MAX_RECORD_BYTES);
    TransformedRows rows =
        new TransformedRows(
            RowSchema.parsed(definition),
            sink -> new SegmentReader(segment, new Bytes(bytes), null, sink),
            new ScriptedTransform(RowSchema.of(definition), script),
            script.contains("key") ? List.of("N") : List.of(),
            rejects::add,
            TransformedRows.FirstBatch.CHECKED);
    RowBatch batch = new RowBatch(rows.schema());
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        offsets.add(batch.offset(row));
      }
    }
    return rows.outcome();
  }

  private static TextLayout layout(byte[] bytes, Definition definition) {
    return LayoutDetector.detect(
        Head.read(new Bytes(bytes), bytes.length),
        definition.source("default"),
        "d.csv",
        List.of("n", "t"));
  }

  private record Bytes(byte[] bytes) implements ObjectReader {
    @Override
    public void read(long position, byte[] target, int at, int length) {
      System.arraycopy(bytes, (int) position, target, at, length);
    }

    @Override
    public void close() {}
  }
}
