package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentDomain;
import dev.sheaf.core.framing.SegmentDomain.Text;
import dev.sheaf.core.framing.Span;
import dev.sheaf.core.framing.Tiling;
import dev.sheaf.core.framing.TilingVerdict;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The law: any segments, with one repair, give what one segment gives. */
@Domain(SegmentDomain.class)
@Domain(DomainContext.Global.class)
class SegmentReaderProperties {
  private static final Definition TWO_COLUMNS =
      Reading.definition(
          UnknownColumns.REJECT,
          column("a", "varchar").build(),
          column("b", "varchar").maxLength(4).build());

  @Property(tries = 5000)
  void anyCutsWithRepairGiveTheRowsAndRejectsOfOneSegment(
      @ForAll Text text,
      @ForAll Set<@IntRange(max = 120) Integer> cuts,
      @ForAll @Size(min = 1, max = 10) List<RecordState> guesses,
      @ForAll @IntRange(min = 1, max = 20) int chunkBytes,
      @ForAll @IntRange(min = 1, max = 2) int columns,
      @ForAll @IntRange(min = 20, max = 200) int maxRecordBytes) {
    if (text.bytes().length == 0) {
      return;
    }
    List<String> header = List.of("a", "b").subList(0, columns);
    TextLayout layout = TextLayout.csv(text.dialect(), header, 0);
    Reading reading = new Reading(text.bytes(), layout, TWO_COLUMNS).maxRecordBytes(maxRecordBytes);
    Result whole = reading.whole();
    reading.chunkBytes(chunkBytes);
    List<Result> parts = cut(reading, text.bytes().length, cuts, guesses);
    TilingVerdict verdict = verdict(text, parts);
    if (verdict instanceof TilingVerdict.Repair repair) {
      for (TilingVerdict.Redo redo : repair.redos()) {
        SegmentOutcome wrong = parts.get(redo.index()).outcome();
        parts.set(redo.index(), reading.segment(wrong.from(), wrong.to(), redo.startState()));
      }
      verdict = verdict(text, parts);
    }
    if (whole.outcome().failure() != null) {
      assertThat(verdict).isInstanceOf(TilingVerdict.Failed.class);
      int failed = ((TilingVerdict.Failed) verdict).indexes().get(0);
      assertThat(parts.get(failed).outcome().failure()).isEqualTo(whole.outcome().failure());
      return;
    }
    assertThat(verdict).isEqualTo(new TilingVerdict.Verified());
    assertThat(sum(parts)).isEqualTo(whole.outcome().counts());
    assertThat(parts.stream().flatMap(part -> part.rows().stream())).isEqualTo(whole.rows());
    assertThat(parts.stream().flatMap(part -> part.rejects().stream())).isEqualTo(whole.rejects());
    assertThat(parts.stream().map(Result::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus))
        .isEqualTo(whole.fingerprint());
  }

  @Property(tries = 2000)
  void rejectsHoldTheirBytes(@ForAll Text text) {
    if (text.bytes().length == 0) {
      return;
    }
    TextLayout layout = TextLayout.csv(text.dialect(), List.of("a", "b"), 0);
    for (Reject reject : new Reading(text.bytes(), layout, TWO_COLUMNS).whole().rejects()) {
      int from = (int) reject.offset();
      assertThat(reject.raw())
          .isEqualTo(Arrays.copyOfRange(text.bytes(), from, from + (int) reject.length()));
    }
  }

  private static List<Result> cut(
      Reading reading, int size, Set<Integer> cuts, List<RecordState> guesses) {
    TreeSet<Integer> bounds = new TreeSet<>(cuts);
    bounds.add(size);
    List<Result> parts = new ArrayList<>();
    int from = 0;
    for (int to : bounds.subSet(0, false, size, true)) {
      int turn = parts.size() % (guesses.size() + 1);
      // Every so often the reader guesses itself.
      RecordState forced = turn == guesses.size() ? null : guesses.get(turn);
      parts.add(reading.segment(from, to, forced));
      from = to;
    }
    return parts;
  }

  private static TilingVerdict verdict(Text text, List<Result> parts) {
    List<Span> spans = parts.stream().map(part -> part.outcome().span()).toList();
    return new Tiling(0, text.bytes().length, spans).verdict();
  }

  private static Counts sum(List<Result> parts) {
    return parts.stream().map(part -> part.outcome().counts()).reduce(Counts.NONE, Counts::plus);
  }
}
