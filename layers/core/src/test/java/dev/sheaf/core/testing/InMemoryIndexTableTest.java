package dev.sheaf.core.testing;

import dev.sheaf.core.index.IndexTable;

class InMemoryIndexTableTest extends IndexTableContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected IndexTable table() {
    return table;
  }
}
