package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.cli.text.Summary;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import picocli.CommandLine.Parameters;

/** A command that has one operation carried out, and shows the version that comes of it. */
abstract class OperationCommand extends WorkCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  OperationCommand(Console console) {
    super(console);
  }

  /**
   * The operation.
   *
   * @param id a new one
   */
  abstract Operation operation(String id, Catalog catalog);

  @Override
  protected final int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    Catalog catalog = session.catalog();
    new Lookups(catalog).requireDataset(dataset);
    Operation operation = operation(Assembly.uniqueName(), catalog);
    int version;
    try {
      version = new OperationCall(session, pickup, console.clock()).carryOut(operation);
    } finally {
      settle(session, pickup);
    }
    print(operation, catalog.snapshotTable().snapshot(dataset, version).orElseThrow(), catalog);
    return DONE;
  }

  private void print(Operation operation, SnapshotRecord snapshot, Catalog catalog) {
    if (common.json) {
      ObjectNode document = Described.snapshot(snapshot);
      document.put("operation", operation.text());
      document.put("id", operation.id());
      console.json(document);
    } else {
      Summary.print(console.out(), catalog.snapshots().read(snapshot));
    }
  }
}
