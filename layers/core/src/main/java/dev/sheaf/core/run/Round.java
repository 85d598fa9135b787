package dev.sheaf.core.run;

import dev.sheaf.core.framing.RecordState;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One fan-out of a run: an immutable list of tasks, each of which ends in one fact. Task {@code i}
 * belongs to group {@code i mod groups}, so that the sets of done tasks stay small.
 *
 * @param number {@link #PROCESS} or {@link #REPAIR}
 */
public record Round(String run, int number, List<Task> tasks) {
  /** Every segment, from a guessed start state. */
  public static final int PROCESS = 0;

  /** The segments whose guess was wrong, from the state that is known by then. */
  public static final int REPAIR = 1;

  private static final int GROUP_SIZE = 256;

  /**
   * What one processor invocation does.
   *
   * @param segment number of the segment in the plan
   * @param startState the state in which the segment begins; null: to be guessed
   */
  public record Task(int segment, @Nullable RecordState startState) {}

  public Round {
    tasks = List.copyOf(tasks);
  }

  /** The first round of a plan. */
  public static Round process(Plan plan) {
    List<Task> tasks =
        plan.segments().stream().map(segment -> new Task(segment.number(), null)).toList();
    return new Round(plan.run(), PROCESS, tasks);
  }

  public int groups() {
    return groups(tasks.size());
  }

  /** The number of groups of a round of so many tasks. */
  public static int groups(int tasks) {
    return (tasks + GROUP_SIZE - 1) / GROUP_SIZE;
  }

  public int groupOf(int task) {
    return task % groups();
  }

  /**
   * The task's number within its group: less than {@code GROUP_SIZE}, so that a group's set fits into
   * 1 KB, which is one write unit, however many tasks there are.
   */
  int numberInGroup(int task) {
    return task / groups();
  }

  /** How many tasks a group has. */
  public int sizeOf(int group) {
    int groups = groups();
    return (tasks.size() - group + groups - 1) / groups;
  }

  /** The tasks that are not in {@code done}. */
  public List<Integer> missing(java.util.Set<Integer> done) {
    return IntStream.range(0, tasks.size()).filter(task -> !done.contains(task)).boxed().toList();
  }
}
