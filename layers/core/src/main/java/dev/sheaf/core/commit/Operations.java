package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UnmergeableException;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.ExpiredSnapshotException;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out operations, each at most once: it ends in the transaction that publishes its
 * snapshot, or with the reason why it is refused. May be interrupted and repeated anywhere.
 */
public final class Operations {
  private static final int MAX_LOST_RACES = 20;

  /** The states of uploads whose rows were taken out. */
  private static final Set<UploadState> WITHOUT_ROWS =
      Set.of(UploadState.RETRACTED, UploadState.FORGOTTEN);

  private final SnapshotTable table;
  private final Snapshots snapshots;
  private final RunTable runs;
  private final Definitions definitions;
  private final Publisher publisher;
  private final Recency recency;
  private final Announcer announcer;

  public Operations(
      Lake lake,
      ManifestStore manifests,
      SnapshotTable table,
      RunTable runs,
      Definitions definitions,
      Merger merger,
      IndexWriter index,
      Announcer announcer,
      InstantSource clock) {
    this.table = table;
    this.snapshots = new Snapshots(manifests, table);
    this.runs = runs;
    this.definitions = definitions;
    this.publisher = new Publisher(manifests, definitions, merger, index, clock);
    this.recency = new Recency(lake.store());
    this.announcer = announcer;
  }

  /** The snapshot that an operation wants to publish, and what it changes besides. */
  private record Wanted(ManifestStore.Stored snapshot, List<UploadChange> changes) {}

  /** An operation cannot be carried out; the message says why, for whoever asked for it. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Carries out an operation, unless it has ended.
   *
   * @return how it ended
   * @throws TransientException if HEAD kept moving, or the outcome is unknown; call again
   */
  public OperationRecord carryOut(Operation operation) {
    for (int lostRaces = 0; lostRaces < MAX_LOST_RACES; lostRaces++) {
      Optional<OperationRecord> ended = table.operation(operation.dataset(), operation.id());
      if (ended.isPresent()) {
        return ended.get();
      }
      try {
        tryOnce(operation);
      } catch (RefusedException | UnmergeableException | ExpiredSnapshotException e) {
        return table.refuse(OperationRecord.refused(operation, String.valueOf(e.getMessage())));
      }
    }
    throw new TransientException(
        "HEAD of %s moved %d times in a row".formatted(operation.dataset(), MAX_LOST_RACES));
  }

  private void tryOnce(Operation operation) {
    Manifest head =
        snapshots
            .head(operation.dataset())
            .orElseThrow(
                () ->
                    new RefusedException(
                        "dataset '%s' has no snapshot".formatted(operation.dataset())));
    Wanted wanted = wanted(operation, head);
    SnapshotRecord snapshot = SnapshotRecord.of(wanted.snapshot(), operation);
    if (table.commitOperation(snapshot, wanted.changes()) == SnapshotTable.Commit.COMMITTED) {
      announce(snapshot);
    }
  }

  private Wanted wanted(Operation operation, Manifest head) {
    return operation.match(
        rollback -> rollback(rollback, head),
        retract -> retract(retract, head),
        compact -> compact(head));
  }

  private Wanted rollback(Operation.Rollback rollback, Manifest head) {
    int version = rollback.version();
    if (version == head.version()) {
      throw new RefusedException("version %d is the newest as it is".formatted(version));
    }
    Manifest earlier =
        snapshots
            .version(rollback.dataset(), version)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "dataset '%s' has no version %d; the newest is %d"
                            .formatted(rollback.dataset(), version, head.version())));
    requireDefinition(earlier);
    return new Wanted(publisher.writeAgain(earlier, head), restored(earlier));
  }

  /** Later runs go on from these rows, under the definition that there is now. */
  private void requireDefinition(Manifest earlier) {
    List<String> obstacles = Evolution.obstacles(pinned(earlier), current(earlier.dataset()));
    if (!obstacles.isEmpty()) {
      throw new RefusedException(
          ("the rows of version %d do not fit the definition of today: %s;"
                  + " apply the definition of that version first")
              .formatted(earlier.version(), String.join("; ", obstacles)));
    }
  }

  /** Uploads that were retracted since, perhaps forgotten too, and have rows again. */
  private List<UploadChange> restored(Manifest earlier) {
    Set<Upload> back =
        earlier.contributions().stream().map(Contribution::upload).collect(Collectors.toSet());
    List<UploadChange> changes =
        runs.uploads(earlier.dataset()).stream()
            .filter(record -> WITHOUT_ROWS.contains(record.state()))
            .filter(record -> back.contains(record.upload()))
            .map(
                record ->
                    new UploadChange(
                        record.upload(), record.state(), record.attempt(), UploadOutcome.LOADED))
            .toList();
    if (changes.size() > Operation.MAX_UPLOADS) {
      throw new RefusedException(
          "%d uploads of version %d were retracted since, and at most %d can come back at once;"
                  .formatted(changes.size(), earlier.version(), Operation.MAX_UPLOADS)
              + " reload some of them first");
    }
    return changes;
  }

  private Wanted retract(Operation.Retract retract, Manifest head) {
    SnapshotBuilder builder = new SnapshotBuilder(definition(head), Optional.of(head), recency);
    List<UploadChange> changes = new ArrayList<>();
    Set<String> missing = new HashSet<>(retract.uploads());
    for (Contribution contribution : head.contributions()) {
      Upload upload = contribution.upload();
      if (missing.remove(upload.id())) {
        changes.add(retracted(upload, retract));
        builder.remove(upload);
      }
    }
    if (!missing.isEmpty()) {
      throw new RefusedException(
          "the newest snapshot of '%s' has no rows of upload %s"
              .formatted(retract.dataset(), String.join(", ", missing)));
    }
    return new Wanted(publisher.write(builder), changes);
  }

  private UploadChange retracted(Upload upload, Operation.Retract retract) {
    UploadItem record =
        runs.upload(upload)
            .orElseThrow(() -> new IllegalStateException("no item of upload " + upload.id()));
    if (!record.state().isOutcome()) {
      throw new RefusedException(
          "%s is being loaded just now; retract it when that has ended"
              .formatted(upload.object().uri()));
    }
    return new UploadChange(
        upload,
        record.state(),
        record.attempt(),
        UploadOutcome.retracted(
            "retracted by operation %s; sheaf reload %s %s brings it back"
                .formatted(retract.id(), upload.dataset(), upload.id().substring(0, 12))));
  }

  private Wanted compact(Manifest head) {
    return publisher
        .writeCompacted(head)
        .map(written -> new Wanted(written, List.of()))
        .orElseThrow(
            () ->
                new RefusedException(
                    "dataset '%s' has no small parts to merge".formatted(head.dataset())));
  }

  private void announce(SnapshotRecord committed) {
    try {
      announcer.announce(List.of(committed));
    } catch (TransientException e) {
      // The operation has ended; the sweeper announces what is left.
    }
  }

  /** The one of today, unless the rows of HEAD wait for a reload of all to fit it. */
  private Definition definition(Manifest head) {
    Definition rows = pinned(head);
    Definition today = current(head.dataset());
    return Evolution.obstacles(rows, today).isEmpty() ? today : rows;
  }

  private Definition pinned(Manifest manifest) {
    return definitions.pinned(manifest.dataset(), manifest.definitionDigest());
  }

  private Definition current(String dataset) {
    return definitions
        .current(dataset)
        .orElseThrow(
            () -> new IllegalStateException("dataset %s lost its definition".formatted(dataset)));
  }
}
