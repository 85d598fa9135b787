package dev.sheaf.core.framing;

import static dev.sheaf.core.framing.RecordState.FIELD_START;
import static dev.sheaf.core.framing.RecordState.QUOTED;
import static dev.sheaf.core.framing.RecordState.QUOTE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.RECORD_START;
import static dev.sheaf.core.framing.RecordState.UNQUOTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.framing.ReferenceFramer.Extent;
import dev.sheaf.core.framing.SegmentDomain.Text;
import dev.sheaf.core.testing.Dialects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(SegmentDomain.class)
@Domain(DomainContext.Global.class)
class AutomatonProperties {
  private static final int LARGEST_MONOID = 2669;

  @Property(tries = 5000)
  void recordStartsAreThoseOfTheReference(@ForAll Text text) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    List<Integer> starts = new ArrayList<>();
    RecordState state = RECORD_START;
    for (int at = 0; at < text.bytes().length; at++) {
      if (state == RECORD_START) {
        starts.add(at);
      }
      state = automaton.next(state, text.bytes()[at]);
    }
    assertThat(starts)
        .isEqualTo(
            new ReferenceFramer(text.dialect(), text.bytes())
                .records(0).stream().map(Extent::start).toList());
  }

  @Property
  void tablesSayWhatNextSays(
      @ForAll Dialect dialect, @ForAll RecordState state, @ForAll byte read) {
    RecordAutomaton automaton = RecordAutomaton.csv(dialect);
    int index = state.index() << ByteClass.SHIFT | automaton.byteClasses()[read & 0xFF];
    assertThat(automaton.transitions()[index])
        .isEqualTo((byte) automaton.next(state, read).index());
  }

  @Property
  void aMonoidElementIsTheFunctionOfItsBytes(@ForAll Text text) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    TransitionMonoid monoid = automaton.monoid();
    int element = TransitionMonoid.IDENTITY;
    for (byte read : text.bytes()) {
      element = monoid.next(element, ByteClass.ofIndex(automaton.byteClasses()[read & 0xFF]));
    }
    for (RecordState start : RecordState.values()) {
      RecordState state = start;
      for (byte read : text.bytes()) {
        state = automaton.next(state, read);
      }
      assertThat(monoid.apply(element, start)).as("from %s", start).isEqualTo(state);
    }
  }

  @Property
  void theMonoidIsClosedUnderComposition(
      @ForAll Dialect dialect,
      @ForAll @IntRange(max = 4000) int x,
      @ForAll @IntRange(max = 4000) int y) {
    TransitionMonoid monoid = RecordAutomaton.csv(dialect).monoid();
    Set<List<RecordState>> functions = new HashSet<>();
    for (int element = 0; element < monoid.size(); element++) {
      functions.add(function(monoid, element));
    }
    assertThat(functions.size()).isEqualTo(monoid.size()).isLessThanOrEqualTo(LARGEST_MONOID);
    List<RecordState> first = function(monoid, x % monoid.size());
    List<RecordState> second = function(monoid, y % monoid.size());
    List<RecordState> composed = first.stream().map(state -> second.get(state.index())).toList();
    assertThat(functions.contains(composed)).as("%s then %s", first, second).isTrue();
  }

  @Property
  void aCalmRunIsItsFirstAndItsLastByte(@ForAll Dialect dialect) {
    TransitionMonoid monoid = RecordAutomaton.csv(dialect).monoid();
    List<ByteClass> calm = new ArrayList<>(List.of(ByteClass.ORDINARY));
    if (dialect.delimiter() != null) {
      calm.add(ByteClass.DELIMITER);
    }
    if (dialect.comment() != null) {
      calm.add(ByteClass.COMMENT);
    }
    for (ByteClass first : calm) {
      for (ByteClass between : calm) {
        for (ByteClass last : calm) {
          int shortRun = monoid.next(monoid.next(0, first), last);
          int longRun = monoid.next(monoid.next(monoid.next(0, first), between), last);
          assertThat(longRun).as("%s %s %s", first, between, last).isEqualTo(shortRun);
        }
      }
    }
  }

  @Property
  void statesAfterAByteAreThoseSomePrefixLeadsTo(@ForAll Text text) {
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    RecordState state = RECORD_START;
    for (byte read : text.bytes()) {
      state = automaton.next(state, read);
      assertThat(automaton.statesAfter(read)).contains(state);
    }
  }

  @Example
  void rfc4180HasFewStatesAfterEachByte() {
    RecordAutomaton automaton = RecordAutomaton.csv(Dialects.rfc4180());
    assertThat(automaton.monoid().size()).isEqualTo(140);
    assertThat(automaton.statesAfter((byte) '\n')).containsExactly(RECORD_START, QUOTED);
    assertThat(automaton.statesAfter((byte) ',')).containsExactly(FIELD_START, QUOTED);
    assertThat(automaton.statesAfter((byte) 'a')).containsExactly(UNQUOTED, QUOTED);
    assertThat(automaton.statesAfter((byte) '"'))
        .containsExactly(UNQUOTED, QUOTED, QUOTE_IN_QUOTED);
  }

  @Example
  void withoutQuotedNewlinesNothingIsLeftToGuessAfterALineEnd() {
    Dialect dialect = new Dialect(',', '"', '\\', '#', false, LineEnd.LF);
    assertThat(RecordAutomaton.csv(dialect).statesAfter((byte) '\n')).containsExactly(RECORD_START);
  }

  @Example
  void linesKnowTwoStates() {
    RecordAutomaton lines = RecordAutomaton.lines();
    assertThat(lines.statesAfter((byte) '\n')).containsExactly(RECORD_START);
    assertThat(lines.statesAfter((byte) '"')).containsExactly(UNQUOTED);
    assertThat(lines.monoid().size()).isEqualTo(3);
  }

  private static List<RecordState> function(TransitionMonoid monoid, int element) {
    List<RecordState> function = new ArrayList<>();
    for (RecordState start : RecordState.values()) {
      function.add(monoid.apply(element, start));
    }
    return function;
  }
}
