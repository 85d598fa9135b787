package dev.sheaf.local.cli.work;

import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.DefineCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a name of a snapshot away. */
@Command(
    name = "untag",
    description = "Take a tag away. The version may expire then.",
    footer = {"", "Example:", "  sheaf untag weather june-report"})
public final class UntagCommand extends DefineCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(index = "1", paramLabel = "TAG", description = "The tag.")
  String name = "";

  public UntagCommand(Console console) {
    super(console);
  }

  @Override
  protected void define(Catalog catalog) {
    List<Tag> tags = catalog.snapshotTable().tags(dataset);
    Tag tag =
        tags.stream()
            .filter(one -> one.name().equals(name))
            .filter(one -> catalog.snapshotTable().untag(dataset, one))
            .findFirst()
            .orElseThrow(() -> missing(tags));
    catalog.wiring(console.clock()).commitLog().noteTags(dataset);
    if (common.json) {
      console.json(
          Described.object()
              .put("dataset", dataset)
              .put("version", tag.version())
              .put("untagged", name));
    } else {
      console.out().printf("%s version %d had the tag %s%n", dataset, tag.version(), name);
    }
  }

  private CommandFailure missing(List<Tag> tags) {
    return new CommandFailure(
        tags.isEmpty()
            ? "%s has no tags".formatted(dataset)
            : "%s has no tag '%s'; there are %s"
                .formatted(
                    dataset, name, tags.stream().map(Tag::name).collect(Collectors.joining(", "))));
  }
}
