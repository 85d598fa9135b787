package dev.sheaf.core.processing;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RoundProgress;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Does one task: computes its fact unless there is one, and says that it is done. What a crash leaves
 * out, the next delivery of the message makes up for.
 */
public final class SegmentProcessor {
  private final RunDocuments documents;
  private final RunTable table;
  private final HintQueue hints;
  private final SegmentWork work;
  private final Supplier<String> executions;
  private final RoundProgress progress;
  private final TroubleLog trouble;

  /** What came of a message. */
  public enum Completion {
    DONE,
    /** Another execution had done the task before, with another result: a defect. Raise an alarm. */
    CONTRADICTED
  }

  /**
   * @param executions names for executions, each different from all others
   */
  public SegmentProcessor(
      RunDocuments documents,
      RunTable table,
      HintQueue hints,
      SegmentWork work,
      Supplier<String> executions) {
    this.documents = documents;
    this.table = table;
    this.hints = hints;
    this.work = work;
    this.executions = executions;
    this.progress = new RoundProgress(table);
    this.trouble = new TroubleLog(table, documents);
  }

  /**
   * Processes the task that a message names.
   *
   * @param delivery 1 when the message comes for the first time
   * @throws dev.sheaf.core.store.TransientException if the message should be delivered again
   */
  public Completion process(TaskMessage message, int delivery) {
    PlannedRun run = documents.requirePlan(message.run());
    Round round = documents.round(run, message.round());
    int group = round.groupOf(message.task());
    Completion completion = Completion.DONE;
    if (table.fact(message, group).isEmpty()) {
      // Putting the fact is a part of it: else a table that does not answer would look like a
      // death.
      String execution = executions.get();
      Supplier<Completion> work = () -> execute(run, round, message.task(), group, execution);
      completion = delivery == 1 ? work.get() : trouble.noted(message, group, execution, work);
    }
    if (progress.add(round, group, Set.of(message.task())) == RoundProgress.State.COMPLETE) {
      hints.send(new HintMessage.OfRun(run.plan().dataset(), run.plan().run()));
    }
    return completion;
  }

  private Completion execute(PlannedRun run, Round round, int task, int group, String execution) {
    Fact ours = work.compute(run, round, task, execution);
    Fact first = table.putFact(ours, group);
    return ours.contradicts(first) ? Completion.CONTRADICTED : Completion.DONE;
  }
}
