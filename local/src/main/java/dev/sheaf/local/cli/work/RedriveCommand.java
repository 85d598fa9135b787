package dev.sheaf.local.cli.work;

import dev.sheaf.aws.Assembly;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends the tasks of a run again. */
@Command(
    name = "redrive",
    description = {
      "Send the tasks of a run again that have no fact, and only those. Where none is missing, the",
      "integrator is told to look."
    },
    footer = {"", "Example:", "  sheaf redrive 5d1c7f0e9b3a"})
public final class RedriveCommand extends WorkCommand {
  @Parameters(paramLabel = "RUN", description = "The run's id, or as much of it as is unique.")
  String run = "";

  public RedriveCommand(Console console) {
    super(console);
  }

  @Override
  protected int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    RunItem record = new Lookups(session.catalog()).run(run);
    PlannedRun planned =
        session
            .catalog()
            .documents()
            .plan(record.run())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "run %s has no plan yet; 'sheaf sweep' makes one".formatted(record.run())));
    int sent =
        new Assembly(session.environment("SegmenterFunction"), SegmenterHandler.READS)
            .wiring()
            .dispatch()
            .missing(planned);
    settle(session, pickup);
    RunItem after = new Lookups(session.catalog()).run(record.run());
    if (common.json) {
      console.json(Described.run(after).put("sent", sent));
    } else {
      console
          .out()
          .printf(
              "%d of %d tasks had no fact and were sent; the run is %s%n",
              sent, planned.segments().size(), after.state());
    }
    return DONE;
  }
}
