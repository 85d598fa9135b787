package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A command that asks the integrator for an operation, and waits until it has ended. */
abstract class OperationCommand extends WorkCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long LOOK_AGAIN_MILLIS = 50;

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
  final int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    Catalog catalog = session.catalog();
    new Known(catalog).requireDataset(dataset);
    Operation operation = operation(Assembly.uniqueName(), catalog);
    new Assembly(session.environment("SegmenterFunction"), SegmenterHandler.READS)
        .hints()
        .send(HintMessage.of(operation));
    OperationRecord ended = await(operation, catalog, pickup);
    settle(session, pickup);
    if (ended.reason() != null) {
      throw new Failure(ended.reason());
    }
    print(ended, catalog);
    return DONE;
  }

  private OperationRecord await(Operation operation, Catalog catalog, Pickup pickup)
      throws InterruptedException {
    Instant deadline = console.clock().instant().plus(PATIENCE);
    while (console.clock().instant().isBefore(deadline)) {
      boolean idle = pickup.idle();
      Optional<OperationRecord> ended =
          catalog.snapshotTable().operation(operation.dataset(), operation.id());
      if (ended.isPresent()) {
        return ended.get();
      }
      if (idle) {
        throw new Failure(
            "the %s was not carried out; %s".formatted(operation.text(), pickup.lastFailure()));
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    throw new Failure(
        "the %s did not end within %d minutes; see: sheaf snapshots %s"
            .formatted(operation.text(), PATIENCE.toMinutes(), dataset));
  }

  private void print(OperationRecord ended, Catalog catalog) {
    int version = Optional.ofNullable(ended.snapshot()).orElseThrow();
    SnapshotRecord snapshot = catalog.snapshotTable().snapshot(dataset, version).orElseThrow();
    if (common.json) {
      ObjectNode document = Described.snapshot(snapshot);
      document.put("operation", ended.operation().text());
      document.put("id", ended.operation().id());
      console.json(document);
    } else {
      Summary.print(console.out(), catalog.snapshots().read(snapshot));
    }
  }
}
