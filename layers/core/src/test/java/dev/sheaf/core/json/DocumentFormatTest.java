package dev.sheaf.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentFormatTest {
  private static final DocumentFormat FORMAT = new DocumentFormat(2);

  record Note(String text, @Nullable Integer format) implements Formatted {}

  @Test
  void readsAllFormatsUpToTheNewest() {
    assertThat(read("{\"text\":\"a\"}")).isEqualTo(new Note("a", null));
    assertThat(read("{\"text\":\"a\",\"format\":1}")).isEqualTo(new Note("a", 1));
    assertThat(read("{\"text\":\"a\",\"format\":2}")).isEqualTo(new Note("a", 2));
  }

  @Test
  void aDocumentThatSaysNoneStaysWithout() {
    assertThat(Json.write(new Note("a", null))).isEqualTo("{\"text\":\"a\"}");
  }

  @Test
  void refusesANewerOne() {
    assertThatThrownBy(() -> read("{\"text\":\"a\",\"format\":3}"))
        .isInstanceOf(NewerFormatException.class)
        .hasMessage(
            "the note of orders (s3://lake/note.json) is in format 3, and this version of Sheaf reads"
                + " formats up to 2: a newer version wrote it; upgrade Sheaf to go on");
  }

  @Test
  void refusesANewerOneWhateverElseIsInIt() {
    for (String newer :
        new String[] {
          "{\"text\":\"a\",\"format\":3,\"colour\":\"red\"}",
          "{\"text\":{\"lines\":[]},\"format\":3}",
          "{\"format\":3}"
        }) {
      assertThatThrownBy(() -> read(newer)).as(newer).isInstanceOf(NewerFormatException.class);
    }
  }

  @Test
  void whatIsNoSuchDocumentIsCalledThat() {
    for (String other :
        new String[] {
          "{\"text\":\"a\",\"colour\":\"red\"}", "{\"text\":\"a\",\"format\":\"new\"}", "[]", "{"
        }) {
      assertThatThrownBy(() -> read(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a Note document");
    }
  }

  @Test
  void checksWhatIsNoDocument() {
    FORMAT.require(null, "the item", "table");
    FORMAT.require(2, "the item", "table");
    assertThatThrownBy(() -> FORMAT.require(3, "the item", "table"))
        .isInstanceOf(NewerFormatException.class)
        .hasMessageStartingWith("the item (table) is in format 3");
  }

  private static Note read(String json) {
    return FORMAT.read(
        json.getBytes(StandardCharsets.UTF_8),
        Note.class,
        "the note of orders",
        "s3://lake/note.json");
  }
}
