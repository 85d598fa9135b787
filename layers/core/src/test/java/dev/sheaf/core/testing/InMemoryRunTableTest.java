package dev.sheaf.core.testing;

import dev.sheaf.core.run.RunTable;

class InMemoryRunTableTest extends RunTableContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected RunTable table() {
    return table;
  }
}
