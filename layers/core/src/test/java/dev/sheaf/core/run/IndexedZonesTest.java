package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact has no room for the zones of all columns: those by which parts are looked for come first. */
class IndexedZonesTest {
  private static final String COLUMNS =
      "dataset: d\ncolumns: { id: bigint, a: varchar, b: { type: bigint, required: true } }\n";

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|id a b",
        "'index: [B]'|b id a",
        "'integrate: { mode: upsert, key: [b] }'|b id a",
        "'integrate: { mode: upsert, key: [b] }\nindex: [a]'|b a id"
      })
  void theyAreInTheOrderInWhichTheyMatter(String more, String expected) {
    assertThat(zonesOfFact(COLUMNS + more)).containsExactly(expected.split(" "));
  }

  private List<String> zonesOfFact(String definition) {
    MemorySheaf sheaf = new MemorySheaf(scratch, 1 << 20);
    sheaf.definitions.apply(DefinitionParser.parse("d.yaml", definition));
    ObjectVersion object = sheaf.upload("d/a.csv", "id,a,b\n1,x,2\n");
    sheaf.event("d/a.csv");
    sheaf.settle();
    String run = sheaf.record("d", object).run();
    return List.copyOf(
        sheaf.table.facts(run, 0, 0).get(0).outcome().orElseThrow().zones().zones().keySet());
  }
}
