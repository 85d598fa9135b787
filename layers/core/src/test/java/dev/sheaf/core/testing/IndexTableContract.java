package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Samples.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.index.IndexTable;
import org.junit.jupiter.api.Test;

/** What every {@link IndexTable} promises. */
public abstract class IndexTableContract {
  protected abstract IndexTable table();

  private final String dataset = fresh("orders");

  @Test
  void anItemIsReadAsItWasPut() {
    String large = "한 \"é\" 🌾 ".repeat(IndexTable.MAX_ITEM_BYTES / 20);
    table().putItem(dataset, "00000001-a#ROOT", "{}");
    table().putItem(dataset, "00000001-a#PAGE#00#00000", large);
    table().putItem(dataset, "00000001-a#ROOT", "{}");

    assertThat(table().item(dataset, "00000001-a#ROOT")).hasValue("{}");
    assertThat(table().item(dataset, "00000001-a#PAGE#00#00000")).hasValue(large);
    assertThat(table().item(dataset, "00000001-b#ROOT")).isEmpty();
    assertThat(table().item(fresh("other"), "00000001-a#ROOT")).isEmpty();
  }

  @Test
  void namesAreListedInOrderAndGoWithTheirItems() {
    String page = "x".repeat(300_000);
    for (int number = 11; number >= 0; number--) {
      table().putItem(dataset, "00000001-a#PAGE#00#%05d".formatted(number), page);
    }
    assertThat(table().itemNames(dataset)).hasSize(12).isSorted();

    table().removeItem(dataset, "00000001-a#PAGE#00#00003");
    table().removeItem(dataset, "00000001-a#PAGE#00#00003");

    assertThat(table().itemNames(dataset)).hasSize(11).doesNotContain("00000001-a#PAGE#00#00003");
    assertThat(table().itemNames(fresh("other"))).isEmpty();
  }
}
