package dev.sheaf.core.framing;

import java.util.Set;

/**
 * Guesses the state at the first byte of a segment from the bytes around it. A wrong guess costs a
 * repair, never a wrong result.
 */
public final class FirstGuess {
  private static final int DATA_START = -1;

  private FirstGuess() {}

  /**
   * The likeliest state before {@code window[from]}, among those that the previous byte can lead
   * to. At the start of the data that is a record start.
   *
   * @param previousByte the byte before the window as an unsigned value, or -1 at the start of the
   *     data
   * @param window holds {@code [from, to)}, 64 KiB or what the segment has
   * @param expectedColumns of a record without defects
   * @throws IllegalArgumentException if the previous byte is neither; pass {@code b & 0xFF}
   */
  public static RecordState guess(
      RecordAutomaton automaton,
      int previousByte,
      byte[] window,
      int from,
      int to,
      int expectedColumns) {
    if (previousByte < DATA_START || previousByte > 0xFF) {
      throw new IllegalArgumentException("previous byte %d".formatted(previousByte));
    }
    if (previousByte == DATA_START) {
      return RecordState.RECORD_START;
    }
    Set<RecordState> candidates = automaton.statesAfter((byte) previousByte);
    if (candidates.size() == 1) {
      return candidates.iterator().next();
    }
    RecordState best = RecordState.RECORD_START;
    int bestScore = Integer.MIN_VALUE;
    // On a tie the first wins, and states outside quotes come first: quoted newlines are rare.
    for (RecordState candidate : candidates) {
      GuessLane lane = new GuessLane(automaton, candidate, expectedColumns);
      int score = lane.score(window, from, to);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }
}
