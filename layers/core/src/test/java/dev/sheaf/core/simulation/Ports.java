package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectStore;

/** All that a function sees of the world. */
record Ports(
    ObjectStore store,
    RunTable runs,
    SnapshotTable snapshots,
    DatasetTable datasets,
    IndexTable index,
    TaskQueue tasks,
    HintQueue hints,
    Announcements announcements)
    implements dev.sheaf.core.Ports {

  /** What is logged, nothing depends on. */
  @Override
  public RunLog runLog() {
    return step -> {};
  }

  @Override
  public Lake lake() {
    return new Lake(store, World.LAKE);
  }

  Ports withStore(ObjectStore other) {
    return new Ports(other, runs, snapshots, datasets, index, tasks, hints, announcements);
  }

  Ports withRuns(RunTable other) {
    return new Ports(store, other, snapshots, datasets, index, tasks, hints, announcements);
  }

  Ports withSnapshots(SnapshotTable other) {
    return new Ports(store, runs, other, datasets, index, tasks, hints, announcements);
  }
}
