package dev.sheaf.core.framing;

import java.util.List;

/** What the segments of an upload amount to. */
public sealed interface TilingVerdict {
  /** The records of the segments, in order, are exactly those of a single-pass parse. */
  record Verified() implements TilingVerdict {}

  /** Some guesses were wrong: parse these segments again. One such round is always enough. */
  record Repair(List<Redo> redos) implements TilingVerdict {
    public Repair {
      redos = List.copyOf(redos);
    }
  }

  /**
   * A segment to parse again.
   *
   * @param index of the segment
   * @param startState the true state at its first byte
   */
  record Redo(int index, RecordState startState) {}

  /** All guesses are right, so these segments failed for good: refuse the upload. */
  record Failed(List<Integer> indexes) implements TilingVerdict {
    public Failed {
      indexes = List.copyOf(indexes);
    }
  }

  /** The segments contradict each other or the upload: publish nothing. */
  record Broken(String reason) implements TilingVerdict {}
}
