package dev.sheaf.local.contract;

import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.testing.IndexTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackIndexTableTest extends IndexTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.LOCALSTACK);

  @Override
  protected IndexTable table() {
    return TABLE.index();
  }
}
