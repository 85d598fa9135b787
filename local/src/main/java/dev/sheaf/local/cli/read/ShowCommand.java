package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.Summary;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one snapshot. */
@Command(
    name = "show",
    description = "Show a snapshot: its counts, columns and the uploads that it consists of.",
    footer = {"", "Example:", "  sheaf show weather --version 1"})
public final class ShowCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @ArgGroup SnapshotOptions snapshot = new SnapshotOptions();

  public ShowCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    Manifest manifest = new Lookups(catalog).snapshot(dataset, snapshot.choice());
    Definition definition = catalog.definitions().pinned(dataset, manifest.definitionDigest());
    if (common.json) {
      console.json(described(manifest, definition));
      return;
    }
    Summary.print(console.out(), manifest);
    console.out().println();
    TextTable columns = new TextTable("column", "type");
    for (RowSchema.Field field : manifest.schema().fields()) {
      columns.row(field.name(), field.type());
    }
    columns.print(console.out());
    if (!definition.evidence().isEmpty()) {
      console.out().println();
      console.out().println("No definition was given; this one was inferred:");
      definition.evidence().forEach(line -> console.out().println("  " + line));
    }
    console.out().println();
    contributions(manifest).print(console.out());
  }

  private static TextTable contributions(Manifest manifest) {
    TextTable table = new TextTable("upload", "key", "records", "rows", "rejects");
    for (Contribution contribution : manifest.contributions()) {
      table.row(
          contribution.upload().id().substring(0, 12),
          contribution.upload().object().key(),
          contribution.counts().records(),
          contribution.counts().rows(),
          contribution.counts().rejects());
    }
    return table;
  }

  private static ObjectNode described(Manifest manifest, Definition definition) {
    ObjectNode node = Described.snapshot(manifest);
    node.put("parent", manifest.parent());
    node.put("created", manifest.created().toString());
    node.put("definition", manifest.definitionDigest());
    node.set("columns", Described.array(manifest.schema().fields(), ShowCommand::described));
    node.set("evidence", Described.texts(definition.evidence()));
    node.set("contributions", Described.array(manifest.contributions(), Described::contribution));
    return node;
  }

  private static ObjectNode described(RowSchema.Field field) {
    ObjectNode node =
        Described.object().put("name", field.name()).put("type", field.type().toString());
    return field.id() == null ? node : node.put("id", field.id());
  }
}
