package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.json.NewerFormatException;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.yaml.DefinitionParser;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that version 0.1.0 stored in format 1, without ids and with a ratio in each. */
class StoredDefinitionTest {
  private static final String PRICES_DIGEST = "64ff9cdd09baa60b5b525152d64699bc";
  private static final String PRICES =
      """
      {"admission":"ON_UPLOAD","columns":[{"decimalPoint":".","letterCase":"KEEP","name":"item",\
      "requirement":"REQUIRED","trim":"KEEP","type":"varchar"},{"decimalPoint":".","letterCase":"KEEP",\
      "name":"price","requirement":"OPTIONAL","trim":"KEEP","type":"decimal(10,2)"}],"dataset":"prices",\
      "integration":{"mode":"replace"},"maxRejectRatio":0.01,"retention":{"snapshots":3},\
      "unknownColumns":"REJECT"}""";

  private static final String VISITS_DIGEST = "febbc6ec7dd53abac7a61e377e975355";
  private static final String VISITS =
      """
      {"admission":"ON_UPLOAD","columns":[{"decimalPoint":".","letterCase":"KEEP","name":"day","nulls":["NA"],\
      "requirement":"OPTIONAL","trim":"KEEP","type":"date"},{"decimalPoint":".","letterCase":"KEEP","name":"page",\
      "requirement":"OPTIONAL","trim":"KEEP","type":"varchar"},{"decimalPoint":".","letterCase":"KEEP",\
      "name":"visits","nulls":["NA"],"requirement":"OPTIONAL","trim":"KEEP","type":"bigint"},{"decimalPoint":".",\
      "letterCase":"KEEP","name":"share","nulls":["NA"],"requirement":"OPTIONAL","trim":"KEEP","type":"double"}],\
      "dataset":"visits","evidence":["inferred from visits/default/jan.csv: csv, delimiter ','; the first record \
      names the columns; 6 records sampled","day: date; 6 of 6 values sampled","page: varchar; 6 of 6 values \
      sampled","visits: bigint; 4 of 6 values sampled, 2 NA read as NULL","share: double; 5 of 6 values sampled, \
      1 NA read as NULL"],"integration":{"mode":"append"},"maxRejectRatio":0.01,"sources":{"default":\
      {"delimiter":",","format":"csv","header":"PRESENT","quotedNewlines":"ALLOWED"}},\
      "unknownColumns":"REJECT"}""";

  private static final String PRICES_FILE =
      """
      dataset: prices
      columns:
        item: { type: varchar, required: true }
        price: "decimal(10,2)"
      integrate: { mode: replace }
      retain: { snapshots: 3 }
      """;

  private final InMemoryTable table = new InMemoryTable();
  private final Lake lake =
      new Lake(
          new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system()),
          "lake");
  private final Definitions definitions = new Definitions(lake, table);

  @BeforeEach
  void store() {
    put("prices", PRICES_DIGEST, PRICES);
    put("visits", VISITS_DIGEST, VISITS);
  }

  private void put(String dataset, String digest, String json) {
    lake.put(LakeKeys.definition(dataset, digest), Payload.text(json), "application/json");
    table.putDefinition(dataset, digest);
  }

  @Test
  void keepsItsDigestAndItsText() {
    Definition prices = definitions.current("prices").orElseThrow();
    Definition visits = definitions.current("visits").orElseThrow();

    assertThat(prices.digest()).isEqualTo(PRICES_DIGEST);
    assertThat(Json.write(prices)).isEqualTo(PRICES);
    assertThat(visits.digest()).isEqualTo(VISITS_DIGEST);
    assertThat(Json.write(visits)).isEqualTo(VISITS);
    assertThat(RowSchema.of(prices).fields()).extracting(RowSchema.Field::id).containsOnlyNulls();
  }

  @Test
  void countsAsHavingDeclaredItsRatio() {
    assertThat(definitions.current("prices").orElseThrow().maxRejectRatio()).isEqualTo(0.01);
  }

  @Test
  void theSameFileChangesNothing() {
    for (String file : new String[] {PRICES_FILE, PRICES_FILE + "rejects: { max_ratio: 0.01 }\n"}) {
      Definitions.Outcome outcome = definitions.apply(DefinitionParser.parse("prices.yaml", file));

      assertThat(outcome.now().revision()).isEqualTo(1);
      assertThat(outcome.now().definition().digest()).isEqualTo(PRICES_DIGEST);
      assertThat(outcome.before()).hasValue(outcome.now());
    }
  }

  @Test
  void anotherRatioIsAChange() {
    Definition declared =
        DefinitionParser.parse("prices.yaml", PRICES_FILE + "rejects: { max_ratio: 0.02 }\n");

    assertThat(definitions.apply(declared).now().revision()).isEqualTo(2);
  }

  @Test
  void itsColumnsGetIdsWithTheNextChangeAndThoseItDroppedHadSomeToo() {
    Definition changed =
        DefinitionParser.parse(
            "prices.yaml", "dataset: prices\ncolumns: { price: \"decimal(10,2)\", note: varchar }");

    Definition stored = definitions.apply(changed).now().definition();

    assertThat(stored.fieldIds().columns())
        .as("1 would have been the item")
        .containsOnly(java.util.Map.entry("price", 2), java.util.Map.entry("note", 3));
    assertThat(stored.fieldIds().next()).isEqualTo(4);
    assertThat(stored.format()).isEqualTo(2);
  }

  @Test
  void itsRowsFitByName() {
    Definition current = definitions.current("prices").orElseThrow();
    Definition grown =
        definitions
            .apply(
                DefinitionParser.parse(
                    "prices.yaml", PRICES_FILE.replace("integrate", "  note: varchar\nintegrate")))
            .now()
            .definition();

    assertThat(Evolution.obstacles(current, grown)).isEmpty();
    assertThat(RowSchema.of(grown).fields())
        .extracting(RowSchema.Field::id)
        .containsExactly(1, 2, 3);
  }

  @Test
  void inTheNewestFormatItCountsWhetherARatioWasDeclared() {
    String plain = "dataset: later\ncolumns: { id: bigint }\n";
    String declared = plain + "rejects: { max_ratio: 0.01 }\n";

    Definition stored = definitions.apply(DefinitionParser.parse("d", plain)).now().definition();
    assertThat(stored.maxRejectRatio()).isNull();
    assertThat(stored.acceptedRejectRatio()).isEqualTo(0.01);
    assertThat(Json.write(stored)).doesNotContain("maxRejectRatio");

    assertThat(definitions.apply(DefinitionParser.parse("d", declared)).now().revision())
        .isEqualTo(2);
    assertThat(definitions.apply(DefinitionParser.parse("d", declared)).now().revision())
        .isEqualTo(2);
    assertThat(definitions.apply(DefinitionParser.parse("d", plain)).now().definition())
        .isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void ofANewerFormatItIsRefused(boolean understood) {
    String newer =
        PRICES
            .replace("{\"admission\"", "{\"format\":3,\"admission\"")
            .replace("\"retention\"", understood ? "\"retention\"" : "\"colour\":1,\"retention\"");
    lake.put(LakeKeys.definition("later", "d"), Payload.text(newer), "application/json");
    table.putDefinition("later", "d");

    assertThatThrownBy(() -> definitions.current("later"))
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContainingAll("the definition of later", "definitions/later/d.json", "upgrade");
  }
}
