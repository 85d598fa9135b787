package dev.sheaf.core.run;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a round has come, as two levels of sets that only grow: the done tasks of each group, and
 * the done groups. Whoever makes the last one full knows that the round is complete.
 */
public final class RoundProgress {
  private final RunTable table;

  public RoundProgress(RunTable table) {
    this.table = table;
  }

  public enum State {
    UNDER_WAY,
    COMPLETE
  }

  /** Says that tasks of a group have their facts. May be said any number of times. */
  public State add(Round round, int group, Set<Integer> tasks) {
    Set<Integer> numbers =
        tasks.stream().map(round::numberInGroup).collect(Collectors.toUnmodifiableSet());
    Set<Integer> done = table.addDone(round.run(), round.number(), group, numbers);
    if (done.size() < round.sizeOf(group)) {
      return State.UNDER_WAY;
    }
    Set<Integer> groups = table.addGroup(round.run(), round.number(), group);
    return groups.size() == round.groups() ? State.COMPLETE : State.UNDER_WAY;
  }
}
