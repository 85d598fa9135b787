package dev.sheaf.local.contract;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.testing.DatasetTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedDatasetTableTest extends DatasetTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected DatasetTable table() {
    return TABLE.datasets();
  }
}
