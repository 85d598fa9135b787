package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.keeper.Reconciler.Reconciled;
import dev.sheaf.keeper.ReconcileHandler;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Compares the landing bucket with what is known. */
@Command(
    name = "reconcile",
    description = {
      "Compare the landing bucket with the uploads that are known, and take up those whose event was",
      "lost. The schedule does the same, once a day."
    },
    footer = {"", "Example:", "  sheaf reconcile"})
public final class ReconcileCommand extends WorkCommand {

  public ReconcileCommand(Console console) {
    super(console);
  }

  @Override
  protected int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    Reconciled reconciled =
        new Assembly(session.environment("ReconcileFunction"), ReconcileHandler.READS)
            .reconciler(Duration.ZERO)
            .reconcile();
    settle(session, pickup);
    if (common.json) {
      ObjectNode document = Described.object().put("objects", reconciled.objects());
      document.set("missed", Described.texts(reconciled.missed()));
      console.json(document);
      return DONE;
    }
    console
        .out()
        .printf(
            "%d objects in the landing bucket; the events of %d were lost, which are taken up now%n",
            reconciled.objects(), reconciled.missed().size());
    reconciled.missed().forEach(key -> console.out().println("  " + TextTable.visible(key)));
    return DONE;
  }
}
