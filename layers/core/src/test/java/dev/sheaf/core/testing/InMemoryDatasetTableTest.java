package dev.sheaf.core.testing;

import dev.sheaf.core.dataset.DatasetTable;

class InMemoryDatasetTableTest extends DatasetTableContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected DatasetTable table() {
    return table;
  }
}
