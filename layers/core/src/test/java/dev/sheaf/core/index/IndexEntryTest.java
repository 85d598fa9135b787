package dev.sheaf.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.FooterPlace;
import org.junit.jupiter.api.Test;

class IndexEntryTest {

  @Test
  void anEntryWithoutAFooterIsWrittenAsEver() {
    IndexEntry entry = new IndexEntry("runs/r/1/0-a.parquet", 4_321, 9, "1", null, null);
    String stored = "[\"runs/r/1/0-a.parquet\",4321,9,\"1\",null]";
    assertThat(Json.write(entry)).isEqualTo(stored);
    assertThat(Json.read(stored, IndexEntry.class)).isEqualTo(entry);
    IndexEntry unknown = new IndexEntry("p", 1, 1, null, null, null);
    assertThat(Json.read(Json.write(unknown), IndexEntry.class)).isEqualTo(unknown);
  }

  @Test
  void footersAreShort() {
    FooterPlace footer = FooterPlace.in(4_321, 4_000, "0123456789abcdef".repeat(4));
    IndexEntry entry = new IndexEntry("p", 4_321, 9, "a", "b", footer);
    assertThat(Json.write(entry))
        .isEqualTo(
            "[\"p\",4321,9,\"a\",\"b\",4000,\"ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8\"]");
    assertThat(Json.read(Json.write(entry), IndexEntry.class)).isEqualTo(entry);
    assertThat(footer.bytes()).isEqualTo(4_321 - 8 - 4_000);
  }
}
