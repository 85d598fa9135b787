package dev.sheaf.core.testing;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;

class InMemorySnapshotTableTest extends SnapshotTableContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected SnapshotTable table() {
    return table;
  }

  @Override
  protected RunTable runs() {
    return table;
  }
}
