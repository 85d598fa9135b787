package dev.sheaf.local.contract;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.testing.SnapshotTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalSnapshotTableTest extends SnapshotTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EXTERNAL);

  @Override
  protected SnapshotTable table() {
    return TABLE.snapshots();
  }

  @Override
  protected RunTable runs() {
    return TABLE.runs();
  }
}
