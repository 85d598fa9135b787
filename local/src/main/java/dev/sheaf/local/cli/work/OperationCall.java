package dev.sheaf.local.cli.work;

import dev.sheaf.aws.Assembly;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Asks the integrator for operations, and waits until they have ended. */
final class OperationCall {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Catalog catalog;
  private final HintQueue hints;
  private final Pickup pickup;
  private final InstantSource clock;

  OperationCall(StoreSession session, Pickup pickup, InstantSource clock) {
    this.catalog = session.catalog();
    this.hints =
        new Assembly(session.environment("SegmenterFunction"), SegmenterHandler.READS)
            .ports()
            .hints();
    this.pickup = pickup;
    this.clock = clock;
  }

  /**
   * Has an operation carried out.
   *
   * @return the version that it committed
   * @throws CommandFailure if it was refused, or did not end
   */
  int carryOut(Operation operation) throws InterruptedException {
    hints.send(new HintMessage.OfOperation(operation));
    OperationRecord ended = await(operation);
    return Optional.ofNullable(ended.snapshot())
        .orElseThrow(() -> new CommandFailure(String.valueOf(ended.reason())));
  }

  private OperationRecord await(Operation operation) throws InterruptedException {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (clock.instant().isBefore(deadline)) {
      boolean idle = pickup.idle();
      Optional<OperationRecord> ended =
          catalog.snapshotTable().operation(operation.dataset(), operation.id());
      if (ended.isPresent()) {
        return ended.get();
      }
      if (idle) {
        throw new CommandFailure(
            "the %s was not carried out; %s".formatted(operation.text(), pickup.lastFailure()));
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    throw new CommandFailure(
        "the %s did not end within %d minutes; see: sheaf snapshots %s"
            .formatted(operation.text(), PATIENCE.toMinutes(), operation.dataset()));
  }
}
