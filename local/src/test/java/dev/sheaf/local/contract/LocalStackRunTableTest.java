package dev.sheaf.local.contract;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.testing.RunTableContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackRunTableTest extends RunTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.LOCALSTACK);

  @Override
  protected RunTable table() {
    return TABLE.runs();
  }
}
