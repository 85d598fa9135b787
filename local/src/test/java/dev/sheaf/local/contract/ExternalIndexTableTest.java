package dev.sheaf.local.contract;

import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.testing.IndexTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalIndexTableTest extends IndexTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EXTERNAL);

  @Override
  protected IndexTable table() {
    return TABLE.index();
  }
}
