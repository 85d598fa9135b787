package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
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
public final class RunsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  public RunsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<RunItem> runs = catalog.runs().runs(dataset);
    if (runs.isEmpty()) {
      new Lookups(catalog).requireDataset(dataset);
    }
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("runs", Described.array(runs, Described::run));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("run", "state", "created", "version", "reason");
    for (RunItem run : runs) {
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
