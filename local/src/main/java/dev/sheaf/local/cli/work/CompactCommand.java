package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.merge.Compaction;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Merges small parts, until there is nothing to be gained. */
@Command(
    name = "compact",
    description = {
      "Merge small parts that are side by side into larger ones, as new versions of the same rows.",
      "The schedule does this too, some parts at a time. Datasets of the modes upsert and aggregate",
      "have no such parts."
    },
    footer = {"", "Example:", "  sheaf compact weather"})
public final class CompactCommand extends WorkCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  public CompactCommand(Console console) {
    super(console);
  }

  @Override
  protected int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    Catalog catalog = session.catalog();
    Manifest before = head(catalog);
    Manifest head = before;
    OperationCall call = new OperationCall(session, pickup, console.clock());
    try {
      for (; hasSmallParts(head, catalog); head = head(catalog)) {
        call.carryOut(new Operation.Compact(Assembly.uniqueName(), dataset));
      }
    } finally {
      settle(session, pickup);
    }
    print(before, head);
    return DONE;
  }

  private Manifest head(Catalog catalog) {
    return new Lookups(catalog).snapshot(dataset, new SnapshotChoice.Newest());
  }

  private static boolean hasSmallParts(Manifest head, Catalog catalog) {
    return !Compaction.groups(
            catalog.definitions().pinned(head.dataset(), head.definitionDigest()).integration(),
            head.parts(),
            CompactionSizes.DEFAULT)
        .isEmpty();
  }

  private void print(Manifest before, Manifest after) {
    int was = before.parts().size();
    int is = after.parts().size();
    if (common.json) {
      ObjectNode document = Described.object();
      document.put("dataset", dataset);
      document.put("version", after.version());
      document.put("parts_before", was);
      document.put("parts", is);
      document.put("fingerprint", after.fingerprint().toString());
      console.json(document);
    } else if (after.version() == before.version()) {
      console.out().printf("%s version %d has no small parts to merge%n", dataset, after.version());
    } else {
      console
          .out()
          .printf("%s version %d: %d parts became %d%n", dataset, after.version(), was, is);
    }
  }
}
