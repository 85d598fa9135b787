package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds objects that nothing refers to. */
@Command(
    name = "orphans",
    description = {
      "List objects of the lake, older than a day, that nothing refers to: results of executions that",
      "were not the first to finish, manifests of commits that lost. The schedule removes them."
    },
    footer = {"", "Examples:", "  sheaf orphans", "  sheaf orphans --remove"})
final class OrphansCommand extends ReadCommand {
  @Option(names = "--remove", description = "Remove them.")
  boolean remove;

  OrphansCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) {
    Orphans orphans =
        new Orphans(
            catalog.objects(),
            catalog.resources().lakeBucket(),
            catalog.datasets(),
            catalog.runs(),
            catalog.snapshotTable(),
            console.clock());
    List<ObjectVersion> found = remove ? orphans.remove() : orphans.find();
    long bytes = found.stream().mapToLong(ObjectVersion::sizeBytes).sum();
    if (common.json) {
      ObjectNode document = Described.object().put("removed", remove).put("bytes", bytes);
      document.set("orphans", Described.texts(found.stream().map(ObjectVersion::key).toList()));
      console.json(document);
      return;
    }
    found.forEach(orphan -> console.out().println(orphan.uri()));
    console
        .err()
        .printf(
            "%d orphans, %s%s%n", found.size(), ByteSize.text(bytes), remove ? ", removed" : "");
  }
}
