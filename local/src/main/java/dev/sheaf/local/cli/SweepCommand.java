package dev.sheaf.local.cli;

import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.run.RunRecord;
import dev.sheaf.keeper.Keeper;
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
final class SweepCommand extends WorkCommand {

  SweepCommand(Console console) {
    super(console);
  }

  @Override
  int work(StoreSession session, Pickup pickup, RunProgress progress) throws InterruptedException {
    Catalog catalog = session.catalog();
    List<RunRecord> before = catalog.runs().unfinishedRuns();
    Sweeper sweeper = Keeper.sweeper(session.environment("SweepFunction"));
    if (session.attachedTo().isPresent()) {
      sweeper.sweep();
    } else {
      sweeper.recover();
    }
    settle(session, pickup);
    List<RunRecord> after = catalog.runs().unfinishedRuns();
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
