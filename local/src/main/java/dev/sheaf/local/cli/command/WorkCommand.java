package dev.sheaf.local.cli.command;

import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.dispatch.Conditions;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.PipelineEvents;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;

/** A command that has the functions work: in this process, or in the one that serves the store. */
public abstract class WorkCommand extends StoreCommand {
  private static final long LOOK_AGAIN_MILLIS = 50;

  protected WorkCommand(Console console) {
    super(console);
  }

  @Override
  public final Integer call() throws InterruptedException {
    try (StoreSession session =
            StoreSession.open(request().withAccess(SessionRequest.Access.LOAD));
        RunProgress progress = new RunProgress(console);
        Pickup pickup =
            session.pickup(
                new PipelineEvents(
                    progress::warn, function -> {}, debug() ? console.err() : Console.nowhere()),
                Conditions.FAIR)) {
      return work(session, pickup, progress);
    }
  }

  /** Does it; gives the status of the process. */
  protected abstract int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException;

  /** Waits until nothing is under way in this process. The one that serves goes on by itself. */
  protected final void settle(StoreSession session, Pickup pickup) throws InterruptedException {
    while (session.attachedTo().isEmpty() && !pickup.idle()) {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }
}
