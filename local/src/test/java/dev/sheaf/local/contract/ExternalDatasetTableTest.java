package dev.sheaf.local.contract;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.testing.DatasetTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalDatasetTableTest extends DatasetTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EXTERNAL);

  @Override
  protected DatasetTable table() {
    return TABLE.datasets();
  }
}
