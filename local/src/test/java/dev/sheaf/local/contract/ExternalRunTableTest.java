package dev.sheaf.local.contract;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.testing.RunTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalRunTableTest extends RunTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EXTERNAL);

  @Override
  protected RunTable table() {
    return TABLE.runs();
  }
}
