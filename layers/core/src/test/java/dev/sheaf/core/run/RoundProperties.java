package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundProperties {

  /** So that a group's set of numbers stays small however many tasks a round has. */
  @Property(tries = 200)
  void theTasksOfAGroupAreNumberedFromZeroWithoutGapsAndFewerThan257(
      @ForAll @IntRange(min = 1, max = 5_000) int tasks) {
    Round round =
        new Round("run", Round.PROCESS, Collections.nCopies(tasks, new Round.Task(0, null)));

    Map<Integer, Set<Integer>> numbers = new HashMap<>();
    for (int task = 0; task < tasks; task++) {
      boolean isNew =
          numbers
              .computeIfAbsent(round.groupOf(task), group -> new TreeSet<>())
              .add(round.numberInGroup(task));
      assertThat(isNew).as("task %d has a number of its own", task).isTrue();
    }

    assertThat(numbers).hasSize(round.groups());
    numbers.forEach(
        (group, set) -> {
          assertThat(set).hasSize(round.sizeOf(group)).hasSizeLessThanOrEqualTo(256);
          assertThat(set).contains(0, set.size() - 1);
        });
  }
}
