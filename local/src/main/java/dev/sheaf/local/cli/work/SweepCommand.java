package dev.sheaf.local.cli.work;

import dev.sheaf.aws.Assembly;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.keeper.SweepHandler;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import java.util.List;
import picocli.CommandLine.Command;

/** Helps on what stands still. */
@Command(
    name = "sweep",
    description = {
      "Help on runs that stand still because a message was lost or a process died. The schedule does",
      "the same. In a store that no 'sheaf up' serves, nothing else is under way: all that is left is",
      "done at once."
    },
    footer = {"", "Example:", "  sheaf sweep"})
public final class SweepCommand extends WorkCommand {

  public SweepCommand(Console console) {
    super(console);
  }

  @Override
  protected int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    Catalog catalog = session.catalog();
    List<RunItem> before = catalog.runs().unfinishedRuns();
    Sweeper sweeper =
        new Assembly(session.environment("SweepFunction"), SweepHandler.READS).sweeper();
    if (session.attachedTo().isPresent()) {
      sweeper.sweep();
    } else {
      sweeper.recover();
    }
    settle(session, pickup);
    List<RunItem> after = catalog.runs().unfinishedRuns();
    if (common.json) {
      console.json(
          Described.object()
              .put("unfinished_before", before.size())
              .put("unfinished", after.size()));
    } else {
      console.out().printf("%d runs were unfinished, %d are now%n", before.size(), after.size());
    }
    return DONE;
  }
}
