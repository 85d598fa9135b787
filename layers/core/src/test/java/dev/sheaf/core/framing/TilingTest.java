package dev.sheaf.core.framing;

import static dev.sheaf.core.framing.RecordState.QUOTED;
import static dev.sheaf.core.framing.RecordState.RECORD_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One upload of three records, cut within the quotes of the second. */
class TilingTest {
  private static final byte[] UPLOAD = "a,1\nb,\"x\ny\"\nc,3\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SECOND = 4;
  private static final int CUT = 9;
  private static final int THIRD = 12;
  private static final int SIZE = 16;

  private final List<Span> spans = new ArrayList<>();

  @BeforeEach
  void processBothSegments() {
    SimulatedProcessor processor =
        new SimulatedProcessor(Dialects.rfc4180(), UPLOAD, Integer.MAX_VALUE);
    spans.add(processor.process(0, CUT, RECORD_START).span());
    spans.add(processor.process(CUT, SIZE, QUOTED).span());
  }

  @Test
  void theRightGuessesAreVerified() {
    assertThat(spans.get(0).owned()).isEqualTo(new Owned.Bytes(0, THIRD));
    assertThat(spans.get(1).owned()).isEqualTo(new Owned.Bytes(THIRD, SIZE));
    assertThat(verdict()).isEqualTo(new TilingVerdict.Verified());
  }

  @Test
  void aWrongGuessIsRepairedUnderTheTrueState() {
    spans.set(1, with(RECORD_START, new Owned.Bytes(CUT, SIZE)));
    assertThat(verdict())
        .isEqualTo(new TilingVerdict.Repair(List.of(new TilingVerdict.Redo(1, QUOTED))));
  }

  @Test
  void aFailureUnderAWrongGuessIsRepaired() {
    spans.set(1, with(RECORD_START, new Owned.Failed()));
    assertThat(verdict()).isInstanceOf(TilingVerdict.Repair.class);
  }

  @Test
  void aFailureUnderTheRightGuessIsFinal() {
    spans.set(1, with(QUOTED, new Owned.Failed()));
    assertThat(verdict()).isEqualTo(new TilingVerdict.Failed(List.of(1)));
  }

  @Test
  void aGapBetweenRecordsIsBroken() {
    Span first = spans.get(0);
    spans.set(0, new Span(0, CUT, RECORD_START, new Owned.Bytes(0, SECOND), first.summary()));
    assertBroken("the records of segment 1 begin at 12, those before end at 4");
  }

  @Test
  void recordsThatDoNotReachTheEndAreBroken() {
    spans.set(1, with(QUOTED, new Owned.Bytes(THIRD, SIZE - 1)));
    assertBroken("the records end at 15, the upload at 16");
  }

  @Test
  void recordsThatContradictTheSummaryAreBroken() {
    spans.set(1, with(QUOTED, new Owned.Nothing()));
    assertBroken("segment 1 [9, 16) has its first record at -1, its summary says 12");
  }

  @Test
  void aMissingSegmentIsBroken() {
    Span last = spans.remove(1);
    assertBroken("the segments end at 9, the upload at 16");
    spans.set(0, last);
    assertBroken("segment 0 begins at 9, expected 0");
    spans.clear();
    assertBroken("the segments end at 0, the upload at 16");
  }

  @Test
  void aSegmentTwiceIsBroken() {
    spans.add(1, spans.get(0));
    assertBroken("segment 1 begins at 0, expected 9");
  }

  @Test
  void aSummaryOfOtherBytesIsBroken() {
    spans.set(1, new Span(CUT, SIZE, QUOTED, new Owned.Nothing(), SegmentSummary.identity()));
    assertBroken("segment 1 [9, 16) has a summary of 0 bytes");
  }

  @Test
  void noDataNeedsNoSegments() {
    assertThat(new Tiling(SIZE, SIZE, List.of()).verdict()).isEqualTo(new TilingVerdict.Verified());
  }

  @Test
  void impossibleRangesAreRefused() {
    assertThatThrownBy(() -> new Tiling(5, 4, List.of())).hasMessageContaining("data [5, 4)");
    assertThatThrownBy(() -> new Owned.Bytes(5, 5)).hasMessageContaining("[5, 5)");
    assertThatThrownBy(() -> new Span(5, 5, QUOTED, new Owned.Nothing(), SegmentSummary.identity()))
        .hasMessageContaining("[5, 5)");
  }

  private Span with(RecordState guess, Owned owned) {
    return new Span(CUT, SIZE, guess, owned, spans.get(1).summary());
  }

  private TilingVerdict verdict() {
    return new Tiling(0, SIZE, spans).verdict();
  }

  private void assertBroken(String reason) {
    assertThat(verdict()).isEqualTo(new TilingVerdict.Broken(reason));
  }
}
