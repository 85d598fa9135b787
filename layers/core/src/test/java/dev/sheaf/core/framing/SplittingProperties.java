package dev.sheaf.core.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.framing.ReferenceFramer.Extent;
import dev.sheaf.core.framing.SegmentDomain.Text;
import dev.sheaf.core.framing.SimulatedProcessor.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The law: segments, verification and at most one repair round give the single-pass parse. */
@Domain(SegmentDomain.class)
@Domain(DomainContext.Global.class)
class SplittingProperties {
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  @Property(tries = 10_000)
  void anyCutsAndAnyGuessesGiveTheSinglePass(
      @ForAll Text text,
      @ForAll @IntRange(max = 10) int dataStart,
      @ForAll Set<@IntRange(max = 120) Integer> cuts,
      @ForAll @Size(min = 1, max = 10) List<RecordState> guesses) {
    Split split = new Split(text, dataStart, ANY_LENGTH);
    split.cutAt(cuts, guesses);
    split.repairIfAsked();
    assertThat(split.verdict()).isEqualTo(new TilingVerdict.Verified());
    assertThat(split.records()).isEqualTo(split.singlePass());
  }

  @Property(tries = 2000)
  void uniformCutsDownToOneByteGiveTheSinglePass(
      @ForAll Text text,
      @ForAll @IntRange(max = 10) int dataStart,
      @ForAll @IntRange(min = 1, max = 16) int segmentBytes,
      @ForAll @IntRange(min = 1, max = 5) int expectedColumns) {
    Split split = new Split(text, dataStart, ANY_LENGTH);
    split.cutEvery(segmentBytes, expectedColumns);
    split.repairIfAsked();
    assertThat(split.verdict()).isEqualTo(new TilingVerdict.Verified());
    assertThat(split.records()).isEqualTo(split.singlePass());
  }

  @Property(tries = 2000)
  void onlyWrongGuessesAreRepaired(
      @ForAll Text text,
      @ForAll Set<@IntRange(max = 120) Integer> cuts,
      @ForAll @Size(min = 1, max = 10) List<RecordState> guesses) {
    Split split = new Split(text, 0, ANY_LENGTH);
    split.cutAt(cuts, guesses);
    List<List<Extent>> guessed = split.facts.stream().map(Fact::records).toList();
    if (split.verdict() instanceof TilingVerdict.Repair repair) {
      split.repairIfAsked();
      for (TilingVerdict.Redo redo : repair.redos()) {
        assertThat(split.facts.get(redo.index()).records()).isNotEqualTo(guessed.get(redo.index()));
      }
    }
  }

  @Property(tries = 2000)
  void aFailureIsFinalExactlyWhenTheSinglePassFailsThere(
      @ForAll Text text,
      @ForAll Set<@IntRange(max = 120) Integer> cuts,
      @ForAll @Size(min = 1, max = 10) List<RecordState> guesses,
      @ForAll @IntRange(min = 1, max = 60) int maxRecordBytes) {
    Split split = new Split(text, 0, maxRecordBytes);
    split.cutAt(cuts, guesses);
    split.repairIfAsked();
    Set<Integer> failing = new TreeSet<>();
    for (Extent record : split.singlePass()) {
      if (record.end() - record.start() > maxRecordBytes) {
        failing.add(split.ownerOf(record));
      }
    }
    assertThat(split.verdict())
        .isEqualTo(
            failing.isEmpty()
                ? new TilingVerdict.Verified()
                : new TilingVerdict.Failed(List.copyOf(failing)));
  }

  /** An upload on its way through processors and verification. */
  private static final class Split {
    private final Text text;
    private final int dataStart;
    private final SimulatedProcessor processor;
    private final List<Fact> facts = new ArrayList<>();

    Split(Text text, int dataStart, int maxRecordBytes) {
      this.text = text;
      this.dataStart = Math.min(dataStart, text.bytes().length);
      this.processor = new SimulatedProcessor(text.dialect(), text.bytes(), maxRecordBytes);
    }

    void cutAt(Set<Integer> cuts, List<RecordState> guesses) {
      TreeSet<Integer> bounds = new TreeSet<>(cuts);
      bounds.add(text.bytes().length);
      int from = dataStart;
      for (int to : bounds.subSet(dataStart, false, text.bytes().length, true)) {
        facts.add(processor.process(from, to, guesses.get(facts.size() % guesses.size())));
        from = to;
      }
    }

    void cutEvery(int segmentBytes, int expectedColumns) {
      byte[] bytes = text.bytes();
      RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
      Cuts cuts = new Cuts(dataStart, bytes.length, segmentBytes);
      for (int i = 0; i < cuts.count(); i++) {
        int from = (int) cuts.from(i);
        int to = (int) cuts.to(i);
        int previous = i == 0 ? -1 : bytes[from - 1] & 0xFF;
        RecordState guess = FirstGuess.guess(automaton, previous, bytes, from, to, expectedColumns);
        facts.add(processor.process(from, to, guess));
      }
    }

    TilingVerdict verdict() {
      List<Span> spans = facts.stream().map(Fact::span).toList();
      return new Tiling(dataStart, text.bytes().length, spans).verdict();
    }

    void repairIfAsked() {
      if (verdict() instanceof TilingVerdict.Repair repair) {
        for (TilingVerdict.Redo redo : repair.redos()) {
          Span span = facts.get(redo.index()).span();
          facts.set(
              redo.index(),
              processor.process((int) span.from(), (int) span.to(), redo.startState()));
        }
      }
    }

    List<Extent> records() {
      return facts.stream().flatMap(fact -> fact.records().stream()).toList();
    }

    List<Extent> singlePass() {
      return new ReferenceFramer(text.dialect(), text.bytes()).records(dataStart);
    }

    int ownerOf(Extent record) {
      int owner = 0;
      while (facts.get(owner).span().to() <= record.start()) {
        owner++;
      }
      return owner;
    }
  }
}
