package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists the datasets of a store. */
@Command(
    name = "datasets",
    description = "List the datasets, each with its newest snapshot.",
    footer = {"", "Example:", "  sheaf datasets"})
public final class DatasetsCommand extends ReadCommand {

  public DatasetsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<String> names = catalog.datasets().datasets();
    ArrayNode datasets = Described.object().putArray("datasets");
    TextTable table = new TextTable("dataset", "version", "rows", "rejects", "created");
    for (String name : names) {
      Optional<SnapshotRecord> head = catalog.snapshotTable().head(name);
      ObjectNode node = head.map(Described::snapshot).orElseGet(Described::object);
      node.put("dataset", name);
      head.ifPresent(snapshot -> node.put("created", snapshot.created().toString()));
      datasets.add(node);
      if (head.isPresent()) {
        table.row(
            name,
            head.get().version(),
            head.get().rows(),
            head.get().counts().rejects(),
            head.get().created());
      } else {
        table.row(name, "", "", "", "no snapshot yet");
      }
    }
    if (common.json) {
      console.json(Described.object().set("datasets", datasets));
    } else if (table.isEmpty()) {
      console.out().println("no datasets yet; load one with: sheaf run PATH");
    } else {
      table.print(console.out());
    }
  }
}
