package dev.sheaf.local.contract;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.testing.RunTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRunTableTest extends RunTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected RunTable table() {
    return TABLE.runs();
  }
}
