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

  public SegmentProcessor(
      RunDocuments documents, RunTable table, HintQueue hints, SegmentWork work) {
    this.documents = documents;
    this.table = table;
    this.hints = hints;
    this.work = work;
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
    announce(run.plan(), round, group, message.task());
  }

  private void announce(Plan plan, Round round, int group, int task) {
    Set<Integer> done = table.addDone(plan.run(), round.number(), group, task);
    if (done.size() < round.sizeOf(group)) {
      return;
    }
    Set<Integer> groups = table.addGroup(plan.run(), round.number(), group);
    if (groups.size() == round.groups()) {
      hints.send(new HintMessage(plan.dataset(), plan.run()));
    }
  }
}
