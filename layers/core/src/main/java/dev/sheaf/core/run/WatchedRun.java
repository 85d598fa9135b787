package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An unfinished run, and what the sweeper saw when it last looked at it.
 *
 * @param due when to look again
 * @param quietLooks how many looks in a row found that nothing had moved
 * @param tasksDone of all rounds together, at the last look; -1 before the first
 */
public record WatchedRun(RunItem run, Instant due, int quietLooks, long tasksDone) {
  private static final long NEVER_LOOKED = -1;

  public WatchedRun {
    requireNonNull(run);
    requireNonNull(due);
    if (quietLooks < 0) {
      throw new IllegalArgumentException("%d quiet looks at %s".formatted(quietLooks, run.run()));
    }
  }

  /** A run that nobody has looked at. */
  public static WatchedRun fresh(RunItem run) {
    return new WatchedRun(run, run.created(), 0, NEVER_LOOKED);
  }

  /** The same after a look that found progress, or was the first. */
  public WatchedRun moved(long done, Instant next) {
    return new WatchedRun(run, next, 0, done);
  }

  /** The same after a look that found nothing moved. */
  public WatchedRun quiet(Instant next) {
    return new WatchedRun(run, next, quietLooks + 1, tasksDone);
  }
}
