package dev.sheaf.local.contract;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.testing.DatasetTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackDatasetTableTest extends DatasetTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.LOCALSTACK);

  @Override
  protected DatasetTable table() {
    return TABLE.datasets();
  }
}
