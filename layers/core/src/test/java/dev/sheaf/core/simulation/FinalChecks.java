package dev.sheaf.core.simulation;

import static dev.sheaf.core.simulation.Violation.unless;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.CommitLog;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.upload.UploadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What must hold of uploads and runs once nothing is under way. */
final class FinalChecks {
  private final World world;

  FinalChecks(World world) {
    this.world = world;
  }

  /** Throws the first violation, or counts what snapshots there were. */
  void check(Tally tally) {
    world.witness.requireUnchanged();
    List<String> open = open();
    unless(open.isEmpty(), Invariant.LIVENESS, "these did not end: %s", open);
    List<Definition> definitions = world.definitions;
    unless(
        world.table.datasets().equals(definitions.stream().map(Definition::dataset).toList()),
        Invariant.OWN_FAULT,
        "there are datasets that nobody asked for: %s",
        world.table.datasets());
    for (Definition definition : definitions) {
      checkOutcomes(definition);
      checkRuns(definition.dataset());
      new SnapshotChecks(world, definition).check(tally);
    }
    world.landing.deliveries().forEach(this::checkNewest);
  }

  private void checkOutcomes(Definition definition) {
    Map<String, UploadItem> newestLoaded = new HashMap<>();
    for (UploadItem record : world.table.uploads(definition.dataset())) {
      if (world.witness.sawLoaded(record.upload())) {
        newestLoaded.merge(Datasets.place(record.upload(), definition), record, FinalChecks::newer);
      }
    }
    for (UploadItem record : world.table.uploads(definition.dataset())) {
      Landing.Delivery delivery = world.landing.delivery(record.upload());
      UploadItem winner = newestLoaded.get(Datasets.place(record.upload(), definition));
      boolean overtaken = winner != null && winner != record && newer(winner, record) == winner;
      unless(
          isJust(record, delivery, definition, overtaken),
          Invariant.OWN_FAULT,
          "%s ended as %s for no good reason (it was%s overtaken)",
          delivery.object(),
          record,
          overtaken ? "" : " not");
    }
  }

  static UploadItem newer(UploadItem one, UploadItem other) {
    return one.upload().object().lastModified().isAfter(other.upload().object().lastModified())
        ? one
        : other;
  }

  private boolean isJust(
      UploadItem record, Landing.Delivery delivery, Definition definition, boolean overtaken) {
    return switch (record.state()) {
      case LOADED, RETRACTED -> world.rows(delivery, definition).isPresent();
      case REFUSED -> world.rows(delivery, definition).isEmpty() || mayBeRefused(record);
      case GONE -> world.landing.wasDeleted(delivery);
      case SUPERSEDED -> overtaken || world.landing.wasReplaced(delivery);
      case FORGOTTEN -> false; // Nobody asks for it there.
      case SEEN, IN_RUN -> true;
    };
  }

  /** A good upload is refused where its task was given up, or a reload was for another's sake. */
  private boolean mayBeRefused(UploadItem record) {
    return world.witness.mayBeGivenUp(record.run())
        || record.attempt() > 1
            && world
                .table
                .run(record.upload().dataset(), Objects.requireNonNull(record.run()))
                .filter(run -> run.state() == RunItem.State.FAILED)
                .isPresent();
  }

  private void checkRuns(String dataset) {
    Map<String, Integer> versions = new HashMap<>();
    for (SnapshotRecord snapshot : world.table.snapshots(dataset)) {
      snapshot.runs().forEach(run -> versions.put(run, snapshot.version()));
    }
    for (RunItem run : world.table.runs(dataset)) {
      Integer version = run.state() == RunItem.State.COMMITTED ? run.snapshot() : null;
      unless(
          Objects.equals(version, versions.get(run.run())),
          Invariant.ONE_SNAPSHOT_PER_RUN,
          "%s is in version %s",
          run,
          versions.get(run.run()));
      new RunChecks(world).check(run);
    }
  }

  /** The newest state of a key has its rows in the snapshot, if it has any. */
  private void checkNewest(Landing.Delivery delivery) {
    if (!world.landing.isNewest(delivery) || !world.landing.isLast(delivery)) {
      return;
    }
    Optional<Definition> definition =
        world.definitions.stream()
            .filter(known -> known.dataset().equals(World.dataset(delivery)))
            .findFirst();
    boolean good = definition.isPresent() && world.rows(delivery, definition.get()).isPresent();
    UploadItem record = record(delivery).orElseThrow();
    boolean replaced =
        definition.isPresent()
            && definition.get().integration().equals(new Integration.Replace())
            && record.state() == UploadState.SUPERSEDED;
    boolean loaded =
        record.state() == UploadState.LOADED || record.state() == UploadState.RETRACTED;
    unless(
        loaded == good || replaced || mayBeRefused(record),
        Invariant.OWN_FAULT,
        "the newest state of a key is %s",
        record);
  }

  private Optional<UploadItem> record(Landing.Delivery delivery) {
    return world.table.uploads(World.dataset(delivery)).stream()
        .filter(known -> known.upload().object().equals(delivery.object()))
        .findFirst();
  }

  /** What has not come to its end, in words. */
  List<String> open() {
    List<String> open = new ArrayList<>();
    for (String dataset : world.knownDatasets()) {
      for (UploadItem record : world.table.uploads(dataset)) {
        if (!record.state().isOutcome()
            || record.state() != UploadState.LOADED && record.reason() == null) {
          open.add(record.toString());
        }
      }
      world.table.runs(dataset).stream()
          .filter(run -> run.state() == RunItem.State.OPEN)
          .forEach(run -> open.add(run.toString()));
    }
    world.operator.unended().forEach(operation -> open.add("not ended: " + operation));
    world.table.unfinishedRuns().forEach(run -> open.add("unfinished: " + run));
    world.definitions.stream()
        .filter(definition -> world.scenario.hasKeeper())
        .flatMap(definition -> world.table.snapshots(definition.dataset()).stream())
        .filter(snapshot -> !world.witness.sawAnnouncement(snapshot))
        .forEach(snapshot -> open.add("not announced: " + snapshot));
    world.definitions.stream()
        .filter(definition -> world.scenario.hasKeeper())
        .flatMap(definition -> world.table.snapshots(definition.dataset()).stream())
        .filter(snapshot -> !isNoted(snapshot))
        .forEach(snapshot -> open.add("not in the log: " + snapshot));
    world.landing.deliveries().stream()
        .filter(world.landing::isNewest)
        // What comes to light when a later version is removed has no event of its own.
        .filter(delivery -> world.scenario.hasKeeper() || world.landing.isLast(delivery))
        .filter(delivery -> record(delivery).isEmpty())
        .forEach(delivery -> open.add("nobody saw " + delivery.object()));
    return open;
  }

  /** Whether the log says what the table says. */
  private boolean isNoted(SnapshotRecord snapshot) {
    return new Lake(world.store, World.LAKE)
        .read(LakeKeys.commit(snapshot.dataset(), snapshot.version()), CommitLog.Commit.class)
        .filter(noted -> noted.manifest().equals(snapshot.manifestKey()))
        .filter(noted -> Objects.equals(noted.rootSha256(), snapshot.rootSha256()))
        .filter(noted -> Objects.equals(noted.operation(), snapshot.operation()))
        .isPresent();
  }
}
