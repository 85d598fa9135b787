package dev.sheaf.core.dataset;

import dev.sheaf.core.testing.InMemoryTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A table to which something happens between what a change reads and what it writes. */
final class ContendedTable implements DatasetTable {
  private final DatasetTable table = new InMemoryTable();
  private final Supplier<Runnable> meanwhile;

  /**
   * @param meanwhile asked before each write
   */
  ContendedTable(Supplier<Runnable> meanwhile) {
    this.meanwhile = meanwhile;
  }

  @Override
  public List<String> datasets() {
    return table.datasets();
  }

  @Override
  public List<String> everNamed() {
    return table.everNamed();
  }

  @Override
  public Optional<Current> definition(String dataset) {
    return table.definition(dataset);
  }

  @Override
  public Current putDefinition(String dataset, String digest) {
    meanwhile.get().run();
    return table.putDefinition(dataset, digest);
  }

  @Override
  public boolean replaceDefinition(String dataset, Current read, String digest) {
    meanwhile.get().run();
    return table.replaceDefinition(dataset, read, digest);
  }

  @Override
  public boolean removeDefinition(String dataset, Current read) {
    return table.removeDefinition(dataset, read);
  }

  @Override
  public Optional<Current> lastRemoved(String dataset) {
    return table.lastRemoved(dataset);
  }
}
