package dev.sheaf.core.testing;

import dev.sheaf.core.Ports;
import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;

/** All ports in memory: one table holds all items. */
public record InMemoryPorts(
    Lake lake,
    InMemoryTable table,
    TaskQueue tasks,
    HintQueue hints,
    Announcements announcements,
    RunLog runLog)
    implements Ports {

  /** Ports of what needs no queues. */
  public static InMemoryPorts of(Lake lake, InMemoryTable table) {
    return new InMemoryPorts(
        lake, table, new InMemoryTaskQueue(), new InMemoryHintQueue(), snapshots -> {}, step -> {});
  }

  @Override
  public DatasetTable datasets() {
    return table;
  }

  @Override
  public RunTable runs() {
    return table;
  }

  @Override
  public SnapshotTable snapshots() {
    return table;
  }

  @Override
  public IndexTable index() {
    return table;
  }
}
