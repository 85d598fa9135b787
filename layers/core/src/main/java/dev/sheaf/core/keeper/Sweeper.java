package dev.sheaf.core.keeper;

import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.OneByOne;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.snapshot.Announcer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes up for messages that were lost and processes that died: sends again what a run that stands
 * still has no fact of. The longer a run stands still, the rarer it is looked at.
 */
public final class Sweeper {
  /** While messages wait, a run may stand still because of others; so many looks long. */
  private static final int QUIET_LOOKS_IN_A_BACKLOG = 6;

  private static final int MOST_DOUBLINGS = 5;

  private final RunTable table;
  private final RunDocuments documents;
  private final TaskQueue tasks;
  private final Intake intake;
  private final Dispatch dispatch;
  private final Announcer announcer;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param patience how long a run may stand still: at least the time after which a message that a
   *     dead processor had comes again
   */
  public Sweeper(
      RunTable table,
      RunDocuments documents,
      TaskQueue tasks,
      Intake intake,
      Dispatch dispatch,
      Announcer announcer,
      InstantSource clock,
      Duration patience) {
    this.table = table;
    this.documents = documents;
    this.tasks = tasks;
    this.intake = intake;
    this.dispatch = dispatch;
    this.announcer = announcer;
    this.clock = clock;
    this.patience = patience;
  }

  /** Looks at what is due: runs, uploads that nobody took up, commits that were not announced. */
  public void sweep() {
    Instant now = clock.instant();
    OneByOne.run(
        () -> OneByOne.forEach(table.dueRuns(now), run -> look(run, now)),
        () -> intake.admitStranded(now.minus(patience)),
        announcer::announceLeft);
  }

  /**
   * Goes on with everything that is left, due or not. Only for when nothing is under way, for it
   * sends again what may be in the queues.
   */
  public void recover() {
    OneByOne.run(
        () ->
            OneByOne.forEach(
                table.unfinishedRuns(), run -> intake.resume(run.dataset(), run.run())),
        () -> intake.admitStranded(Instant.MAX),
        announcer::announceLeft);
  }

  private void look(WatchedRun watched, Instant now) {
    RunItem run = watched.run();
    Optional<PlannedRun> plan = documents.plan(run.run());
    if (run.state() != RunItem.State.OPEN || plan.isEmpty()) {
      // An interrupted intake or settlement. Whoever is at it may still be: one look is for him.
      if (watched.quietLooks() > 0) {
        intake.resume(run.dataset(), run.run());
      }
      table.keepWatch(watched.quiet(next(now, watched.quietLooks())));
      return;
    }
    long done = done(plan.get());
    if (done != watched.tasksDone()) {
      table.keepWatch(watched.moved(done, now.plus(patience)));
      return;
    }
    if (tasks.seemsEmpty() || watched.quietLooks() >= QUIET_LOOKS_IN_A_BACKLOG) {
      dispatch.missing(plan.get());
    }
    table.keepWatch(watched.quiet(next(now, watched.quietLooks())));
  }

  private Instant next(Instant now, int quietLooks) {
    return now.plus(patience.multipliedBy(1L << Math.min(quietLooks, MOST_DOUBLINGS)));
  }

  /** Tasks done in the current round; a repair round counts on from all segments. */
  private long done(PlannedRun run) {
    Round round = documents.currentRound(run);
    long done = round.number() == Round.PROCESS ? 0 : run.process().tasks().size();
    for (int group = 0; group < round.groups(); group++) {
      done += table.done(round.run(), round.number(), group).size();
    }
    return done;
  }
}
