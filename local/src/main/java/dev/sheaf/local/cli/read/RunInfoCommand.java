package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.load.RunReport;
import dev.sheaf.local.session.Catalog;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one run. */
@Command(
    name = "run-info",
    description = {
      "Show a run: its state, how far each round is, when what happened, and what failed.",
      "'sheaf runs NAME' lists the runs of a dataset."
    },
    footer = {"", "Example:", "  sheaf run-info 5d1c7f0e9b3a"})
public final class RunInfoCommand extends ReadCommand {
  @Parameters(paramLabel = "RUN", description = "The run's id, or as much of it as is unique.")
  String run = "";

  public RunInfoCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    RunItem record = new Lookups(catalog).run(run);
    RunReport report = RunReport.of(record, catalog);
    if (common.json) {
      console.json(json(report));
      return;
    }
    console.out().printf("run %s of %s: %s", record.run(), record.dataset(), record.state());
    console
        .out()
        .println(
            record.snapshot() != null
                ? ", version " + record.snapshot()
                : record.reason() != null ? ", " + record.reason() : "");
    console.out().println();
    rounds(report);
    console.out().println();
    uploads(report);
    console.out().println();
    timeline(report);
    if (!report.failures().isEmpty()) {
      console.out().println();
      failures(report);
    }
  }

  private void rounds(RunReport report) {
    TextTable table =
        new TextTable("round", "tasks", "done", "failed", "records", "rejects", "rows");
    for (RunReport.RoundReport round : report.rounds()) {
      table.row(
          round.name(),
          round.tasks(),
          round.done(),
          round.failed(),
          round.counts().records(),
          round.counts().rejects(),
          round.counts().rows());
    }
    table.print(console.out());
  }

  private void uploads(RunReport report) {
    TextTable table = new TextTable("upload", "key", "outcome", "reason");
    report
        .uploads()
        .forEach(
            upload ->
                table.row(
                    upload.upload().id().substring(0, 12),
                    upload.upload().object().key(),
                    upload.state(),
                    Objects.requireNonNullElse(upload.reason(), "")));
    table.print(console.out());
  }

  private void timeline(RunReport report) {
    TextTable table = new TextTable("time", "what");
    report.timeline().forEach(moment -> table.row(moment.time(), moment.what()));
    table.print(console.out());
  }

  private void failures(RunReport report) {
    TextTable table = new TextTable("round", "task", "failure");
    report
        .failures()
        .forEach(failure -> table.row(failure.round(), failure.task(), failure.reason()));
    table.print(console.out());
  }

  private static ObjectNode json(RunReport report) {
    ObjectNode document = Described.run(report.run()).put("dataset", report.run().dataset());
    document.set(
        "rounds",
        Described.array(
            report.rounds(),
            round -> {
              ObjectNode node =
                  Described.object()
                      .put("round", round.name())
                      .put("tasks", round.tasks())
                      .put("done", round.done())
                      .put("failed", round.failed());
              Described.counts(node, round.counts());
              return node;
            }));
    document.set("uploads", Described.array(report.uploads(), Described::upload));
    document.set(
        "timeline",
        Described.array(
            report.timeline(),
            moment ->
                Described.object()
                    .put("time", moment.time().toString())
                    .put("what", moment.what())));
    document.set(
        "failures",
        Described.array(
            report.failures(),
            failure ->
                Described.object()
                    .put("round", failure.round())
                    .put("task", failure.task())
                    .put("reason", failure.reason())));
    return document;
  }
}
