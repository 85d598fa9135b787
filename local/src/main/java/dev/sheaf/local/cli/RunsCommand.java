package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.RunRecord;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the runs of a dataset. */
@Command(
    name = "runs",
    description = "List the runs of a dataset, oldest first, and what became of each.",
    footer = {"", "Example:", "  sheaf runs weather"})
final class RunsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  RunsCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) {
    List<RunRecord> runs = catalog.runs().runs(dataset);
    if (runs.isEmpty()) {
      new Known(catalog).requireDataset(dataset);
    }
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("runs", Described.array(runs, Described::run));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("run", "state", "created", "version", "reason");
    for (RunRecord run : runs) {
      table.row(
          run.run(),
          run.state(),
          run.created(),
          Objects.requireNonNullElse(run.snapshot(), ""),
          Objects.requireNonNullElse(run.reason(), ""));
    }
    table.print(console.out());
  }
}
