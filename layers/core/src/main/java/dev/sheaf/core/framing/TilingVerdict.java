package dev.sheaf.core.framing;

import java.util.List;
import java.util.function.Function;

/** What the segments of an upload amount to. */
public sealed interface TilingVerdict {
  /** The records of the segments, in order, are exactly those of a single-pass parse. */
  record Verified() implements TilingVerdict {
    @Override
    public <T> T match(
        Function<Verified, T> verified,
        Function<Repair, T> repair,
        Function<Failed, T> failed,
        Function<Broken, T> broken) {
      return verified.apply(this);
    }
  }

  /** Some guesses were wrong: parse these segments again. One such round is always enough. */
  record Repair(List<Redo> redos) implements TilingVerdict {
    public Repair {
      redos = List.copyOf(redos);
    }

    @Override
    public <T> T match(
        Function<Verified, T> verified,
        Function<Repair, T> repair,
        Function<Failed, T> failed,
        Function<Broken, T> broken) {
      return repair.apply(this);
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

    @Override
    public <T> T match(
        Function<Verified, T> verified,
        Function<Repair, T> repair,
        Function<Failed, T> failed,
        Function<Broken, T> broken) {
      return failed.apply(this);
    }
  }

  /** The segments contradict each other or the upload: publish nothing. */
  record Broken(String reason) implements TilingVerdict {
    @Override
    public <T> T match(
        Function<Verified, T> verified,
        Function<Repair, T> repair,
        Function<Failed, T> failed,
        Function<Broken, T> broken) {
      return broken.apply(this);
    }
  }

  /** What belongs to the verdict that this is. */
  <T> T match(
      Function<Verified, T> verified,
      Function<Repair, T> repair,
      Function<Failed, T> failed,
      Function<Broken, T> broken);
}
