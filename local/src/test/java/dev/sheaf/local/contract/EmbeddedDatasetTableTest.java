package dev.sheaf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.testing.DatasetTableContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedDatasetTableTest extends DatasetTableContract {
  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected DatasetTable table() {
    return TABLE.datasets();
  }

  @Test
  void anItemWithoutRevisionHasTheFirst() {
    DatasetTable.Current first = table().putDefinition("before", "first");
    TABLE.remove("definition", "first", "revision");

    assertThat(table().definition("before")).hasValue(first);
    assertThat(table().replaceDefinition("before", first.next("first"), "third")).isFalse();
    assertThat(table().replaceDefinition("before", first, "second")).isTrue();
    assertThat(table().definition("before")).hasValue(first.next("second"));
  }
}
