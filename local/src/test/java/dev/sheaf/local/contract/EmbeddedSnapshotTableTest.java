package dev.sheaf.local.contract;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.testing.SnapshotTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedSnapshotTableTest extends SnapshotTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected SnapshotTable table() {
    return TABLE.snapshots();
  }

  @Override
  protected RunTable runs() {
    return TABLE.runs();
  }
}
