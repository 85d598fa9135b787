package dev.sheaf.core.run;

import dev.sheaf.core.store.TransientException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends what a run still needs. Fan-out, restart and repair are all this one thing: it compares the
 * current round with the facts, and may be called by anyone at any time.
 */
public final class Dispatch {
  private static final int MAX_SENDS_PER_BATCH = 8;

  private final RunDocuments documents;
  private final RunTable table;
  private final TaskQueue tasks;
  private final HintQueue hints;
  private final RunLog log;
  private final RoundProgress progress;

  public Dispatch(
      RunDocuments documents, RunTable table, TaskQueue tasks, HintQueue hints, RunLog log) {
    this.documents = documents;
    this.table = table;
    this.tasks = tasks;
    this.hints = hints;
    this.log = log;
    this.progress = new RoundProgress(table);
  }

  /**
   * Sends every task of the run's current round that has no fact; where none is missing, a hint to
   * the integrator.
   *
   * @return the number of tasks sent
   */
  public int missing(PlannedRun run) {
    Plan plan = run.plan();
    Round round = documents.currentRound(run);
    List<Integer> missing = round.missing(done(round));
    if (missing.isEmpty()) {
      hints.send(new HintMessage.OfRun(plan.dataset(), plan.run()));
      return 0;
    }
    for (int from = 0; from < missing.size(); from += TaskQueue.MAX_BATCH) {
      int to = Math.min(missing.size(), from + TaskQueue.MAX_BATCH);
      send(
          missing.subList(from, to).stream()
              .map(task -> new TaskMessage(plan.run(), round.number(), task))
              .toList());
    }
    log.note(new RunStep.Dispatched(plan.dataset(), plan.run(), round.number(), missing.size()));
    return missing.size();
  }

  /** The tasks that have facts. Their sets are made up for, should a processor have died between. */
  private Set<Integer> done(Round round) {
    Set<Integer> done = new HashSet<>();
    for (int group = 0; group < round.groups(); group++) {
      Set<Integer> tasks =
          table.facts(round.run(), round.number(), group).stream()
              .map(Fact::task)
              .collect(Collectors.toSet());
      if (!tasks.isEmpty()) {
        progress.add(round, group, tasks);
        done.addAll(tasks);
      }
    }
    return done;
  }

  private void send(List<TaskMessage> batch) {
    List<TaskMessage> unsent = new ArrayList<>(batch);
    for (int sends = 0; !unsent.isEmpty(); sends++) {
      if (sends == MAX_SENDS_PER_BATCH) {
        throw new TransientException(
            "the task queue keeps refusing messages, such as " + unsent.get(0).body());
      }
      unsent = tasks.send(unsent);
    }
  }
}
