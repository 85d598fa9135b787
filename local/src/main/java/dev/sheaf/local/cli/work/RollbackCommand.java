package dev.sheaf.local.cli.work;

import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes back to an earlier version. */
@Command(
    name = "rollback",
    description = {
      "Go back to the rows of an earlier version, as a new version. Later uploads go on from there.",
      "Uploads that the rollback takes out stay out until 'sheaf reload' brings them back."
    },
    footer = {"", "Example:", "  sheaf rollback weather 3"})
public final class RollbackCommand extends OperationCommand {
  @Parameters(index = "1", paramLabel = "VERSION", description = "The version to go back to.")
  int version;

  public RollbackCommand(Console console) {
    super(console);
  }

  @Override
  Operation operation(String id, Catalog catalog) {
    catalog
        .snapshotTable()
        .snapshot(dataset, version)
        .filter(snapshot -> !snapshot.isExpired())
        .map(catalog.snapshots()::read)
        .map(rows -> catalog.definitions().pinned(dataset, rows.definitionDigest()))
        .ifPresent(catalog.definitions()::goBack);
    return new Operation.Rollback(id, dataset, version);
  }
}
