package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.Wiring;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.ByteSize;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds objects that nothing refers to. */
@Command(
    name = "orphans",
    description = {
      "List objects of the lake, older than a day, that nothing refers to: results of executions that",
      "were not the first to finish, manifests of commits that lost, and what only expired versions had;",
      "and items of indexes, of commits that lost and of such versions. The schedule removes them."
    },
    footer = {"", "Examples:", "  sheaf orphans", "  sheaf orphans --remove"})
public final class OrphansCommand extends ReadCommand {
  @Option(names = "--remove", description = "Remove them.")
  boolean remove;

  public OrphansCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    Wiring sheaf = catalog.wiring(console.clock());
    Orphans orphans = sheaf.orphans();
    IndexOrphans indexOrphans = sheaf.indexOrphans();
    Instant now = console.clock().instant();
    print(
        remove ? orphans.remove() : orphans.find(),
        remove ? indexOrphans.remove(now) : indexOrphans.find(now));
  }

  private void print(List<ObjectVersion> objects, List<IndexOrphans.Item> items) {
    long bytes = objects.stream().mapToLong(ObjectVersion::sizeBytes).sum();
    if (common.json) {
      ObjectNode document = Described.object().put("removed", remove).put("bytes", bytes);
      document.set("orphans", Described.texts(objects.stream().map(ObjectVersion::key).toList()));
      document.set(
          "indexItems", Described.texts(items.stream().map(IndexOrphans.Item::toString).toList()));
      console.json(document);
      return;
    }
    objects.forEach(orphan -> console.out().println(orphan.uri()));
    items.forEach(item -> console.out().println("index of " + item));
    console
        .err()
        .printf(
            "%d orphans, %s, and %d items of indexes%s%n",
            objects.size(), ByteSize.text(bytes), items.size(), remove ? ", removed" : "");
  }
}
