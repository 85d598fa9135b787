package dev.sheaf.local.contract;

import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.testing.IndexTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedIndexTableTest extends IndexTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected IndexTable table() {
    return TABLE.index();
  }
}
