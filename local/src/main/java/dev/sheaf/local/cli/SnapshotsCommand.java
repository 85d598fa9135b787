package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of a dataset. */
@Command(
    name = "snapshots",
    description = "List the snapshots of a dataset, oldest first.",
    footer = {"", "Example:", "  sheaf snapshots weather"})
final class SnapshotsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  SnapshotsCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) {
    List<SnapshotRecord> snapshots = catalog.snapshotTable().snapshots(dataset);
    if (snapshots.isEmpty()) {
      new Known(catalog).requireDataset(dataset);
    }
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("snapshots", Described.array(snapshots, SnapshotsCommand::described));
      console.json(document);
      return;
    }
    TextTable table =
        new TextTable("version", "created", "rows", "rejects", "parts", "bytes", "fingerprint");
    for (SnapshotRecord snapshot : snapshots) {
      table.row(
          snapshot.version(),
          snapshot.created(),
          snapshot.rows(),
          snapshot.counts().rejects(),
          snapshot.parts(),
          snapshot.bytes(),
          snapshot.fingerprint());
    }
    table.print(console.out());
  }

  private static ObjectNode described(SnapshotRecord snapshot) {
    ObjectNode node = Described.snapshot(snapshot);
    node.put("created", snapshot.created().toString());
    node.set("runs", Described.texts(snapshot.runs()));
    return node;
  }
}
