package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UnmergeableException;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunStep;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.TransientException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Publishes complete runs as one snapshot: objects first, then one conditional transaction computed
 * against the HEAD that was read. After Iceberg's commit: what is lost is only work, never a state.
 */
public final class Committer {
  private static final int MAX_LOST_RACES = 20;
  private static final String UNDEFINED =
      "the definition that it was read under was taken away meanwhile";
  private static final String OUTDATED =
      "it was read under a definition that the dataset no longer has";

  private final SnapshotTable snapshotTable;
  private final Snapshots snapshots;
  private final RunTable runs;
  private final Definitions definitions;
  private final RunLog log;
  private final Publisher publisher;
  private final Recency recency;

  public Committer(
      Lake lake,
      ManifestStore manifests,
      SnapshotTable snapshotTable,
      RunTable runs,
      Definitions definitions,
      Merger merger,
      IndexWriter index,
      RunLog log,
      InstantSource clock) {
    this.snapshotTable = snapshotTable;
    this.snapshots = new Snapshots(manifests, snapshotTable);
    this.runs = runs;
    this.definitions = definitions;
    this.log = log;
    this.publisher = new Publisher(manifests, definitions, merger, index, clock);
    this.recency = new Recency(lake.store());
  }

  /**
   * Commits those of the runs that are still open, and have something that is not superseded, as
   * one snapshot, or as few as the table's transactions allow. Runs that have to wait for others,
   * as {@link RunChoice} says, stay open. Whoever called looks at the runs afterwards.
   *
   * @param complete runs of one dataset, each with at least one loaded upload
   * @return the snapshots that were committed
   * @throws TransientException if HEAD kept moving, or the outcome is unknown; call again
   */
  List<SnapshotRecord> commit(String dataset, List<RunVerdict.Complete> complete) {
    if (complete.isEmpty()) {
      return List.of(); // A hint may name a dataset that there is not.
    }
    List<SnapshotRecord> committed = new ArrayList<>();
    int together = SnapshotTable.MAX_RUNS;
    int lostRaces = 0;
    while (lostRaces < MAX_LOST_RACES) {
      Optional<Manifest> head = snapshots.head(dataset);
      Optional<Definition> definition = definitions.current(dataset);
      if (definition.isEmpty()) {
        complete.forEach(run -> close(run, RunItem.State.FAILED, UNDEFINED));
        return committed;
      }
      RunChoice choice =
          RunChoice.of(
              definition.get(),
              definitions,
              head,
              recency,
              complete.stream().filter(run -> isOpen(dataset, run)).toList());
      choice.outdated().forEach(run -> close(run, RunItem.State.FAILED, OUTDATED));
      List<RunVerdict.Complete> open = choice.runs().stream().limit(together).toList();
      if (open.isEmpty()) {
        return committed;
      }
      OptionalInt dropped = head.isPresent() ? OptionalInt.empty() : snapshotTable.dropped(dataset);
      int last = head.map(Manifest::version).orElse(dropped.orElse(0));
      SnapshotBuilder builder = new SnapshotBuilder(choice.definition(), head, last, recency);
      open.forEach(run -> run.loaded().forEach(loaded -> builder.add(loaded.live())));
      if (closeFutile(open, builder)) {
        continue;
      }
      try {
        SnapshotRecord snapshot = prepare(open, builder);
        SnapshotTable.Commit outcome =
            dropped.isPresent()
                ? snapshotTable.commitAfterDrop(snapshot)
                : snapshotTable.commit(snapshot);
        if (outcome == SnapshotTable.Commit.COMMITTED) {
          committed.add(snapshot);
          open.forEach(run -> log.note(step(run, snapshot.version())));
        } else {
          lostRaces++;
        }
      } catch (UnmergeableException e) {
        // One bad run must not spoil the others, so from here on each is tried by itself.
        together = 1;
        if (open.size() == 1) {
          close(open.get(0), RunItem.State.FAILED, String.valueOf(e.getMessage()));
        }
      }
    }
    throw new TransientException(
        "HEAD of %s moved %d times in a row".formatted(dataset, MAX_LOST_RACES));
  }

  private static RunStep step(RunVerdict.Complete run, int version) {
    return new RunStep.Committed(
        run.run().plan().dataset(),
        run.run().plan().run(),
        version,
        run.run().segments().size(),
        run.loaded().stream()
            .map(loaded -> loaded.live().contribution().counts())
            .reduce(Counts.NONE, Counts::plus));
  }

  /** Writes what the snapshot holds, the manifest, and the index. */
  private SnapshotRecord prepare(List<RunVerdict.Complete> open, SnapshotBuilder builder) {
    List<String> ids = open.stream().map(run -> run.run().plan().run()).toList();
    return SnapshotRecord.of(publisher.write(builder), ids);
  }

  /** Ends runs that cannot change anything for the better; says whether there was one. */
  private boolean closeFutile(List<RunVerdict.Complete> open, SnapshotBuilder builder) {
    boolean closed = false;
    for (RunVerdict.Complete run : open) {
      Optional<UploadResult.NotLoaded> broken = brokenReload(run, builder);
      if (broken.isPresent()) {
        close(run, RunItem.State.FAILED, failedReload(broken.get()));
      } else if (run.loaded().stream().noneMatch(loaded -> builder.isLive(loaded.upload()))) {
        close(run, RunItem.State.EMPTY, "newer uploads took the place of all of its uploads");
      } else {
        continue;
      }
      closed = true;
    }
    return closed;
  }

  /** An upload that has rows in HEAD and cannot be read again: a reload must not lose them. */
  private static Optional<UploadResult.NotLoaded> brokenReload(
      RunVerdict.Complete run, SnapshotBuilder builder) {
    return run.notLoaded().stream().filter(one -> builder.isInHead(one.upload())).findFirst();
  }

  private static String failedReload(UploadResult.NotLoaded broken) {
    return "the reload would lose the rows of %s, so nothing was changed: %s"
        .formatted(broken.upload().object().uri(), broken.outcome().reason());
  }

  private void close(RunVerdict.Complete run, RunItem.State state, String reason) {
    runs.closeRun(run.run().plan().dataset(), run.run().plan().run(), state, reason);
  }

  private boolean isOpen(String dataset, RunVerdict.Complete run) {
    return runs.isOpen(dataset, run.run().plan().run());
  }
}
