package dev.sheaf.core.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.framing.SegmentDomain.Text;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(SegmentDomain.class)
@Domain(DomainContext.Global.class)
class SummaryProperties {
  @Property(tries = 3000)
  void aScanInPiecesIsTheByteAtATimeDefinition(
      @ForAll Text text,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 40) Integer> pieces) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    SummaryScanner scanner = new SummaryScanner(automaton, RecordState.RECORD_START);
    int at = 0;
    for (int i = 0; at < text.bytes().length; i++) {
      boolean more = i < 100;
      int to = more ? at + pieces.get(i % pieces.size()) : text.bytes().length;
      to = Math.min(to, text.bytes().length);
      scanner.accept(text.bytes(), at, to);
      at = to;
    }
    assertThat(scanner.finish()).isEqualTo(definition(automaton, text.bytes()));
  }

  @Property(tries = 300)
  void longCalmRunsAreTheByteAtATimeDefinition(
      @ForAll Text text, @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 300) Integer> runs) {
    byte[] bytes = stretch(text.bytes(), runs);
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    assertThat(scan(automaton, bytes, 0, bytes.length)).isEqualTo(definition(automaton, bytes));
  }

  @Property
  void hitsAreTheLivelyBytes(@ForAll Dialect dialect, @ForAll @Size(8) byte[] word) {
    byte[] classes = RecordAutomaton.csv(dialect).byteClasses();
    assertHits(classes, word);
  }

  @Property
  void hitsAreTheLivelyBytesOfNastyTexts(@ForAll Text text) {
    byte[] classes = RecordAutomaton.csv(text.dialect()).byteClasses();
    for (int at = 0; at + 8 <= text.bytes().length; at++) {
      assertHits(classes, Arrays.copyOfRange(text.bytes(), at, at + 8));
    }
  }

  @Property
  void linesScanLikeTheirDefinition(@ForAll Text text) {
    RecordAutomaton lines = RecordAutomaton.lines();
    assertThat(scan(lines, text.bytes(), 0, text.bytes().length))
        .isEqualTo(definition(lines, text.bytes()));
  }

  @Property(tries = 3000)
  void summariesComposeLikeTheirBytes(
      @ForAll Text text, @ForAll @IntRange(max = 120) int x, @ForAll @IntRange(max = 120) int y) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    byte[] bytes = text.bytes();
    int first = Math.min(Math.min(x, y), bytes.length);
    int second = Math.min(Math.max(x, y), bytes.length);
    SegmentSummary a = scan(automaton, bytes, 0, first);
    SegmentSummary b = scan(automaton, bytes, first, second);
    SegmentSummary c = scan(automaton, bytes, second, bytes.length);
    SegmentSummary whole = scan(automaton, bytes, 0, bytes.length);
    assertThat(together(together(a, b), c)).isEqualTo(whole);
    assertThat(together(a, together(b, c))).isEqualTo(whole);
    assertThat(together(whole, SegmentSummary.identity())).isEqualTo(whole);
    assertThat(together(SegmentSummary.identity(), whole)).isEqualTo(whole);
  }

  /** The summary of some bytes followed by others, as the tiling check walks through them. */
  private static SegmentSummary together(SegmentSummary first, SegmentSummary next) {
    List<SegmentSummary.Lane> lanes = new ArrayList<>();
    for (SegmentSummary.Lane lane : first.lanes()) {
      SegmentSummary.Lane onward = next.from(lane.end());
      long record = lane.firstRecord();
      if (record == SegmentSummary.NO_RECORD && onward.firstRecord() != SegmentSummary.NO_RECORD) {
        record = first.length() + onward.firstRecord();
      }
      lanes.add(new SegmentSummary.Lane(onward.end(), record));
    }
    return new SegmentSummary(first.length() + next.length(), lanes);
  }

  @Property
  void decodeUndoesEncode(
      @ForAll Text text, @ForAll @Size(max = 20) List<@IntRange(max = 300) Integer> runs) {
    byte[] bytes = stretch(text.bytes(), runs);
    SegmentSummary summary = scan(RecordAutomaton.csv(text.dialect()), bytes, 0, bytes.length);
    assertThat(summary.encode()).hasSizeLessThan(80);
    assertThat(SegmentSummary.decode(summary.encode())).isEqualTo(summary);
  }

  @Property
  void onlyEncodedTextsDecode(
      @ForAll Text text,
      @ForAll @IntRange(max = 80) int at,
      @ForAll @CharRange(from = ' ', to = '~') char typo) {
    SegmentSummary summary =
        scan(RecordAutomaton.csv(text.dialect()), text.bytes(), 0, text.bytes().length);
    StringBuilder damaged = new StringBuilder(summary.encode());
    damaged.setCharAt(at % damaged.length(), typo);
    SegmentSummary decoded;
    try {
      decoded = SegmentSummary.decode(damaged.toString());
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(damaged.toString());
      return;
    }
    assertThat(decoded.encode()).isEqualTo(damaged.toString());
  }

  @Example
  void encodedTextsAreShortAndStable() {
    byte[] bytes = "b,c\n\"d\ne\",f\n".getBytes(StandardCharsets.US_ASCII);
    SegmentSummary summary = scan(RecordAutomaton.csv(Dialects.rfc4180()), bytes, 0, bytes.length);
    assertThat(summary.encode()).isEqualTo("c:RRRRRRRR:01121211:0,4,7");
    assertThat(SegmentSummary.identity().encode()).isEqualTo("0:RFUQEXVC:--------:");
  }

  @Example
  void theLongestTextOfATerabyteSegmentFitsItsItem() {
    long length = 1L << 40;
    List<SegmentSummary.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < RecordState.COUNT; i++) {
      lanes.add(new SegmentSummary.Lane(RecordState.QUOTED, i == 0 ? 0 : length - i));
    }
    SegmentSummary summary = new SegmentSummary(length, lanes);
    assertThat(summary.encode()).hasSizeLessThanOrEqualTo(107);
    assertThat(SegmentSummary.decode(summary.encode())).isEqualTo(summary);
  }

  @Property(tries = 5000)
  void recordsOfOneStartStateAreCounted(
      @ForAll Text text, @ForAll RecordState start, @ForAll @IntRange(max = 120) int cut) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    SummaryScanner scanner = new SummaryScanner(automaton, start);
    int middle = Math.min(cut, text.bytes().length);
    scanner.accept(text.bytes(), 0, middle);
    scanner.accept(text.bytes(), middle, text.bytes().length);
    long begun = 0;
    RecordState state = start;
    for (byte read : text.bytes()) {
      begun += state == RecordState.RECORD_START ? 1 : 0;
      state = automaton.next(state, read);
    }
    assertThat(scanner.recordsBegun()).isEqualTo(begun);
    assertThat(scanner.end()).isEqualTo(state);
  }

  @Example
  void impossibleSummariesAreRefused() {
    List<SegmentSummary.Lane> identity = SegmentSummary.identity().lanes();
    assertThatThrownBy(() -> new SegmentSummary(1, identity))
        .hasMessageContaining("begins with one");
    assertThatThrownBy(() -> new SegmentSummary(-1, identity)).hasMessageContaining("-1 bytes");
    assertThatThrownBy(() -> new SegmentSummary(0, identity.subList(0, 7)))
        .hasMessageContaining("7 lanes");
    assertThatThrownBy(() -> SegmentSummary.decode("1:RRRRRRRR:01111111:0,1"))
        .hasMessageContaining("01111111");
    assertThatThrownBy(() -> SegmentSummary.decode("0:UUUUUUUU:--------:"))
        .hasMessageContaining("UUUUUUUU");
  }

  private static SegmentSummary scan(RecordAutomaton automaton, byte[] bytes, int from, int to) {
    SummaryScanner scanner = new SummaryScanner(automaton, RecordState.RECORD_START);
    scanner.accept(bytes, from, to);
    return scanner.finish();
  }

  private static void assertHits(byte[] classes, byte[] word) {
    long expected = 0;
    for (int i = 0; i < 8; i++) {
      boolean lively = ByteClass.ofIndex(classes[word[i] & 0xFF]).isLively();
      expected |= lively ? 0x80L << 8 * i : 0;
    }
    assertThat(new LivelyBytes(classes).hits(word, 0)).isEqualTo(expected);
  }

  private static SegmentSummary definition(RecordAutomaton automaton, byte[] bytes) {
    List<SegmentSummary.Lane> lanes = new ArrayList<>();
    for (RecordState start : RecordState.values()) {
      RecordState state = start;
      long firstRecord = SegmentSummary.NO_RECORD;
      for (int at = 0; at < bytes.length; at++) {
        if (state == RecordState.RECORD_START && firstRecord < 0) {
          firstRecord = at;
        }
        state = automaton.next(state, bytes[at]);
      }
      lanes.add(new SegmentSummary.Lane(state, firstRecord));
    }
    return new SegmentSummary(bytes.length, lanes);
  }

  /** Repeats each byte as often as the runs say, in turn. */
  private static byte[] stretch(byte[] bytes, List<Integer> runs) {
    if (runs.isEmpty()) {
      return bytes;
    }
    byte[] stretched = new byte[bytes.length * 301];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int run = 1 + runs.get(i % runs.size());
      Arrays.fill(stretched, length, length + run, bytes[i]);
      length += run;
    }
    return Arrays.copyOf(stretched, length);
  }
}
