package dev.sheaf.core.framing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The finite automaton that frames records: it tells where records begin, not what is in them. It
 * is defined for every state, also for those that its dialect cannot reach. Immutable.
 *
 * <p>Hot loops read the tables: {@code state = transitions[state << ByteClass.SHIFT |
 * classes[read & 0xFF]]}, with the indexes of {@link RecordState} and {@link ByteClass}.
 */
public final class RecordAutomaton {
  private static final RecordAutomaton LINES = ofLines();
  private static final int MOST_KEPT = 32;
  // Costly to make for a small segment, and a few tens of kilobytes each.
  private static final Map<Dialect, RecordAutomaton> CSV = new ConcurrentHashMap<>();

  private final byte[] classes;
  private final byte[] transitions;
  private final TransitionMonoid monoid;
  private final LivelyBytes livelyBytes;
  private final RunSteps runSteps;

  private RecordAutomaton(byte[] classes, BiFunction<RecordState, ByteClass, RecordState> next) {
    this.classes = classes;
    this.transitions = tabulate(next);
    this.monoid = new TransitionMonoid(transitions, alphabet(classes));
    this.livelyBytes = new LivelyBytes(classes);
    this.runSteps = new RunSteps(classes, monoid);
  }

  /** Frames delimited text. */
  public static RecordAutomaton csv(Dialect dialect) {
    if (CSV.size() >= MOST_KEPT) {
      CSV.clear();
    }
    return CSV.computeIfAbsent(dialect, RecordAutomaton::ofCsv);
  }

  private static RecordAutomaton ofCsv(Dialect dialect) {
    byte[] classes = new byte[256];
    mark(classes, dialect.delimiter(), ByteClass.DELIMITER);
    mark(classes, dialect.quote(), ByteClass.QUOTE);
    mark(classes, dialect.escape(), ByteClass.ESCAPE);
    mark(classes, dialect.comment(), ByteClass.COMMENT);
    mark(classes, dialect.lineEnd().terminator(), ByteClass.NEWLINE);
    return new RecordAutomaton(classes, new CsvTransitions(dialect)::next);
  }

  /** Frames NDJSON and plain lines: LF always ends a record. */
  public static RecordAutomaton lines() {
    return LINES;
  }

  private static RecordAutomaton ofLines() {
    byte[] classes = new byte[256];
    mark(classes, '\n', ByteClass.NEWLINE);
    return new RecordAutomaton(
        classes,
        (state, read) ->
            read == ByteClass.NEWLINE ? RecordState.RECORD_START : RecordState.UNQUOTED);
  }

  /** The state after reading one byte. */
  public RecordState next(RecordState state, byte read) {
    return RecordState.ofIndex(
        transitions[state.index() << ByteClass.SHIFT | classes[read & 0xFF]]);
  }

  /** A copy of the table: unsigned byte to index of {@link ByteClass}. */
  public byte[] byteClasses() {
    return classes.clone();
  }

  /** A copy of the table: {@code state << SHIFT | class} to state. */
  public byte[] transitions() {
    return transitions.clone();
  }

  /** All functions from state to state that some bytes bring about. */
  public TransitionMonoid monoid() {
    return monoid;
  }

  /** The states that the stream can be in after a byte of this value, whatever came before. */
  public Set<RecordState> statesAfter(byte read) {
    Set<RecordState> after = EnumSet.noneOf(RecordState.class);
    monoid.reachable(RecordState.RECORD_START).forEach(state -> after.add(next(state, read)));
    return after;
  }

  LivelyBytes livelyBytes() {
    return livelyBytes;
  }

  RunSteps runSteps() {
    return runSteps;
  }

  private static void mark(byte[] classes, @Nullable Character character, ByteClass meaning) {
    if (character != null) {
      classes[character] = (byte) meaning.index();
    }
  }

  private static Set<ByteClass> alphabet(byte[] classes) {
    Set<ByteClass> alphabet = EnumSet.noneOf(ByteClass.class);
    for (byte index : classes) {
      alphabet.add(ByteClass.ofIndex(index));
    }
    return alphabet;
  }

  private static byte[] tabulate(BiFunction<RecordState, ByteClass, RecordState> next) {
    byte[] table = new byte[RecordState.COUNT << ByteClass.SHIFT];
    for (RecordState state : RecordState.values()) {
      for (ByteClass read : ByteClass.values()) {
        table[state.index() << ByteClass.SHIFT | read.index()] =
            (byte) next.apply(state, read).index();
      }
    }
    return table;
  }
}
