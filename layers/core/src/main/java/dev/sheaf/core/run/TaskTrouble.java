package dev.sheaf.core.run;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a task that was delivered again, as its processors noted it. A processor that
 * dies can note nothing: its execution begins, and never ends.
 *
 * @param begun names of the executions that began
 * @param ended names of those that ended with an error that was caught
 * @param error the last error that was not transient, for people; null if there was none
 */
public record TaskTrouble(Set<String> begun, Set<String> ended, @Nullable String error) {
  /** No processor had to note anything. */
  public static final TaskTrouble NONE = new TaskTrouble(Set.of(), Set.of(), null);

  public TaskTrouble {
    begun = Set.copyOf(begun);
    ended = Set.copyOf(ended);
  }

  /** Executions that began, and of whose end the table does not know. */
  public List<String> unheard() {
    return begun.stream().filter(execution -> !ended.contains(execution)).sorted().toList();
  }
}
