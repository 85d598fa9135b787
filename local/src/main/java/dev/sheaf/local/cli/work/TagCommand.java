package dev.sheaf.local.cli.work;

import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.DefineCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Names a snapshot. */
@Command(
    name = "tag",
    description = "Give a version a name. While it has one, it does not expire.",
    footer = {"", "Example:", "  sheaf tag weather 3 june-report"})
public final class TagCommand extends DefineCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version.")
  int version;

  @Parameters(
      index = "2",
      paramLabel = "TAG",
      description = "A letter, then letters, digits, '.', '_' and '-'.")
  String name = "";

  public TagCommand(Console console) {
    super(console);
  }

  @Override
  protected void define(Catalog catalog) {
    Tag tag = checked();
    SnapshotTable table = catalog.snapshotTable();
    switch (table.tag(dataset, tag)) {
      case TAGGED -> {
        catalog.wiring(console.clock()).commitLog().noteTags(dataset);
        print();
      }
      case TAKEN ->
          throw new CommandFailure(
              "another version has the tag %s; take it away first: sheaf untag %s %s"
                  .formatted(name, dataset, name));
      case NO_SNAPSHOT ->
          throw new CommandFailure(
              "%s has no version %d, or it has expired; see: sheaf snapshots %s"
                  .formatted(dataset, version, dataset));
    }
  }

  private Tag checked() {
    try {
      return new Tag(name, version);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print() {
    if (common.json) {
      console.json(
          Described.object().put("dataset", dataset).put("version", version).put("tag", name));
    } else {
      console.out().printf("%s version %d has the tag %s%n", dataset, version, name);
    }
  }
}
