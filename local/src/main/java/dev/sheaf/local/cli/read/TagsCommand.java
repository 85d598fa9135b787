package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the tags of a dataset. */
@Command(
    name = "tags",
    description = "List the tags of a dataset, by name.",
    footer = {"", "Example:", "  sheaf tags weather"})
public final class TagsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  public TagsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<Tag> tags = catalog.snapshotTable().tags(dataset);
    if (tags.isEmpty()) {
      new Lookups(catalog).requireDataset(dataset);
    }
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set(
          "tags",
          Described.array(
              tags,
              tag -> Described.object().put("tag", tag.name()).put("version", tag.version())));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("tag", "version");
    tags.forEach(tag -> table.row(tag.name(), tag.version()));
    table.print(console.out());
  }
}
