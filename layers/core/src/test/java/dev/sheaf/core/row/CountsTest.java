package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static final Counts PLAIN = new Counts(7, 1, 6, 3, 1, 2);

  /** Earlier versions wrote them so, and compare executions of theirs with ours by the text. */
  @Test
  void withoutRejectsApartTheyAreWrittenAsEver() {
    String json =
        "{\"filtered\":1,\"framed\":7,\"records\":6,\"rejects\":3,\"rows\":2,\"skipped\":1}";
    assertThat(Json.write(PLAIN)).isEqualTo(json);
    assertThat(Json.read(json, Counts.class)).isEqualTo(PLAIN);
    assertThat(PLAIN)
        .hasToString("Counts[framed=7, skipped=1, records=6, rejects=3, filtered=1, rows=2]");
  }

  @Test
  void rejectsApartAreKept() {
    Counts counts = PLAIN.withApart(2);

    assertThat(Json.read(Json.write(counts), Counts.class)).isEqualTo(counts);
    assertThat(counts.toString()).isNotEqualTo(PLAIN.toString());
    assertThat(counts.plus(counts).apart()).isEqualTo(4);
    assertThat(counts.plus(PLAIN).apart()).isEqualTo(2);
  }

  @Test
  void onlyRejectsCanBeApart() {
    assertThat(PLAIN.balance()).isTrue();
    assertThat(PLAIN.withApart(3).balance()).isTrue();
    assertThat(PLAIN.withApart(4).balance()).isFalse();
    assertThat(PLAIN.withApart(-1).balance()).isFalse();
  }
}
