package dev.sheaf.core;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;

/**
 * All that Sheaf sees of the world. A function asks for the ports that it needs; the others may be
 * out of its reach, and throw {@link IllegalStateException}.
 */
public interface Ports {

  /** The lake; its store holds the landing bucket too. */
  Lake lake();

  DatasetTable datasets();

  RunTable runs();

  SnapshotTable snapshots();

  IndexTable index();

  TaskQueue tasks();

  HintQueue hints();

  Announcements announcements();

  RunLog runLog();
}
