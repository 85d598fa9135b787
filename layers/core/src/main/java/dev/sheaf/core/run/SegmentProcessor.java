package dev.sheaf.core.run;

import java.util.Set;

/**
 * Does one task: computes its fact unless there is one, and says that it is done. What a crash leaves
 * out, the next delivery of the message makes up for.
 */
public final class SegmentProcessor {
  private final RunDocuments documents;
  private final RunTable table;
  private final HintQueue hints;
  private final SegmentWork work;
  private final RoundProgress progress;

  public SegmentProcessor(
      RunDocuments documents, RunTable table, HintQueue hints, SegmentWork work) {
    this.documents = documents;
    this.table = table;
    this.hints = hints;
    this.work = work;
    this.progress = new RoundProgress(table);
  }

  /**
   * Processes the task that a message names.
   *
   * @throws dev.sheaf.core.store.TransientException if the message should be delivered again
   */
  public void process(TaskMessage message) {
    PlannedRun run = documents.requirePlan(message.run());
    Round round = documents.round(run, message.round());
    int group = round.groupOf(message.task());
    if (table.fact(message, group).isEmpty()) {
      table.putFact(work.compute(run, round, message.task()), group);
    }
    if (progress.add(round, group, Set.of(message.task())) == RoundProgress.State.COMPLETE) {
      hints.send(new HintMessage(run.plan().dataset(), run.plan().run()));
    }
  }
}
