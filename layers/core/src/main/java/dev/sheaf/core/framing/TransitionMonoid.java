package dev.sheaf.core.framing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The transition monoid of a record automaton: every function from start state to end state that
 * some byte string brings about, and what each becomes with one more byte. All start states thus
 * advance together with one look-up per byte. Elements are small numbers; {@link #IDENTITY} is the
 * empty string. (Ladner and Fischer, Parallel Prefix Computation, 1980; Hillis and Steele, Data
 * Parallel Algorithms, 1986.)
 */
final class TransitionMonoid {
  /** The element of the empty string. */
  public static final int IDENTITY = 0;

  private static final int BITS_PER_STATE = 3;
  private static final int STATE_MASK = (1 << BITS_PER_STATE) - 1;
  private static final RecordState[] STATES = RecordState.values();

  /** Element to its function: the end state of start state q is at bits 3q to 3q + 2. */
  private final int[] functions;

  /** {@code element << SHIFT | class} to element. */
  private final char[] next;

  /**
   * Closes the functions of the bytes that occur under composition.
   *
   * @param transitions {@code state << SHIFT | class} to state
   * @param alphabet the classes that some byte has
   */
  TransitionMonoid(byte[] transitions, Set<ByteClass> alphabet) {
    Map<Integer, Integer> elements = new HashMap<>();
    List<Integer> found = new ArrayList<>();
    List<Integer> successors = new ArrayList<>();
    elementOf(identity(), elements, found);
    for (int element = 0; element < found.size(); element++) {
      for (ByteClass read : alphabet) {
        int function = append(found.get(element), read, transitions);
        successors.add(elementOf(function, elements, found));
      }
    }
    this.functions = found.stream().mapToInt(Integer::intValue).toArray();
    this.next = new char[functions.length << ByteClass.SHIFT];
    Iterator<Integer> successor = successors.iterator();
    for (int element = 0; element < functions.length; element++) {
      for (ByteClass read : alphabet) {
        next[element << ByteClass.SHIFT | read.index()] = (char) (int) successor.next();
      }
    }
  }

  /** How many functions there are: 140 for RFC 4180, at most 2669, of 8^8 conceivable ones. */
  public int size() {
    return functions.length;
  }

  /** The element after one more byte, of a class that some byte of the dialect has. */
  public int next(int element, ByteClass read) {
    return next[element << ByteClass.SHIFT | read.index()];
  }

  /** The end state of this start state. */
  public RecordState apply(int element, RecordState start) {
    return RecordState.ofIndex(end(functions[element], start));
  }

  /** A copy of the table for hot loops: {@code element << SHIFT | class} to element. */
  public char[] table() {
    return next.clone();
  }

  /** For each element the start states (bit = index) that it leads to a record start. */
  int[] startsLeadingToRecords() {
    int[] starts = new int[functions.length];
    for (int element = 0; element < starts.length; element++) {
      for (RecordState start : STATES) {
        if (apply(element, start) == RecordState.RECORD_START) {
          starts[element] |= 1 << start.index();
        }
      }
    }
    return starts;
  }

  /** The states that some bytes lead to from this one, itself included. */
  Set<RecordState> reachable(RecordState start) {
    Set<RecordState> reachable = EnumSet.noneOf(RecordState.class);
    for (int element = 0; element < functions.length; element++) {
      reachable.add(apply(element, start));
    }
    return reachable;
  }

  private static int elementOf(int function, Map<Integer, Integer> elements, List<Integer> found) {
    Integer known = elements.putIfAbsent(function, found.size());
    if (known != null) {
      return known;
    }
    found.add(function);
    return found.size() - 1;
  }

  private static int identity() {
    int function = 0;
    for (RecordState state : STATES) {
      function |= state.index() << shift(state);
    }
    return function;
  }

  private static int append(int function, ByteClass read, byte[] transitions) {
    int appended = 0;
    for (RecordState start : STATES) {
      int row = end(function, start) << ByteClass.SHIFT;
      appended |= transitions[row | read.index()] << shift(start);
    }
    return appended;
  }

  private static int end(int function, RecordState start) {
    return (function >>> shift(start)) & STATE_MASK;
  }

  private static int shift(RecordState state) {
    return state.index() * BITS_PER_STATE;
  }
}
