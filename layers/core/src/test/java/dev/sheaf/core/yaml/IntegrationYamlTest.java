package dev.sheaf.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every mode that there is has its word, for people, for editors and in stored definitions. */
final class IntegrationYamlTest {
  private static final List<String> MODES =
      Arrays.stream(Integration.class.getPermittedSubclasses())
          .map(mode -> mode.getSimpleName().toLowerCase(Locale.ROOT))
          .toList();

  @Test
  void aDefinitionCanSayEveryMode() {
    assertThatThrownBy(
            () ->
                DefinitionParser.parse(
                    "d.yaml", "dataset: d\ncolumns: { a: bigint }\nintegrate: { mode: none }\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("'none' is not one of " + String.join(", ", MODES));
  }

  @Test
  void editorsOfferEveryMode() throws Exception {
    JsonNode schema = Json.mapper().readTree(DefinitionSchema.text());

    Set<String> words = new TreeSet<>();
    for (JsonNode mode : schema.findValues("mode")) {
      mode.path("enum").forEach(word -> words.add(word.asText()));
      if (mode.has("const")) {
        words.add(mode.path("const").asText());
      }
    }
    assertThat(words).containsExactlyInAnyOrderElementsOf(MODES);
  }

  @Test
  void storedDefinitionsCanHoldEveryMode() {
    JsonSubTypes stored = Integration.class.getAnnotation(JsonSubTypes.class);

    assertThat(Arrays.stream(stored.value()).map(JsonSubTypes.Type::name))
        .containsExactlyInAnyOrderElementsOf(MODES);
  }
}
