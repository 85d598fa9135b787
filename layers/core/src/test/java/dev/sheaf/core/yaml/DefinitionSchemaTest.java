package dev.sheaf.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors and the parser agree about what is wrong. */
final class DefinitionSchemaTest {
  private static final String PLAIN =
      "dataset: d\ncolumns: { id: { type: bigint, required: true } }\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nulls: [NA, 7, no]\n",
        "sources: { shop: { format: csv, delimiter: ';', skip_rows: 2, header: false } }\n",
        "sources: { shop: { delimiter: none, quote: none, short_records: fill } }\n",
        "sources: { shop: { quote: \"'\", short_records: reject } }\n",
        "sources: { shop: { escapes: c } }\n",
        "sources: { shop: { decimal_point: ',', grouping: ' ', nulls: [NA] } }\n",
        "sources: { shop: { formats: [dd.MM.yyyy], zone: Asia/Seoul, nulls: [] } }\n",
        "integrate: { mode: replace }\n",
        "integrate: { mode: upsert, key: id, latest_by: id }\n",
        "integrate: { mode: aggregate }\n",
        "integrate: { mode: aggregate, group_by: [id], measures: { id: [sum, mean] } }\n",
        "index: id\n",
        "retain: { snapshots: 30 }\n",
        "rejects: { max_ratio: 1 }\n",
        "admit: scheduled\n"
      })
  void bothTakeIt(String more) {
    DefinitionParser.parse("d.yaml", PLAIN + more);

    assertThat(EditorSchema.errors(PLAIN + more)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red\n",
        "sources: { Shop: { format: csv } }\n",
        "sources: { shop: { format: xml } }\n",
        "sources: { shop: { fromat: csv } }\n",
        "sources: { shop: { delimiter: '||' } }\n",
        "sources: { shop: { quote: no } }\n",
        "sources: { shop: { escape: none } }\n",
        "sources: { shop: { short_records: pad } }\n",
        "sources: { shop: { escapes: java } }\n",
        "sources: { shop: { decimal_point: comma } }\n",
        "sources: { shop: { formats: [{ day: dd }] } }\n",
        "unknown_columns: drop\n",
        "integrate: { mode: merge }\n",
        "integrate: { key: [id] }\n",
        "integrate: { mode: append, key: [id] }\n",
        "integrate: { mode: upsert }\n",
        "integrate: { mode: upsert, key: [id], latest: id }\n",
        "integrate: { mode: aggregate, group_by: [id], measures: { id: [median] } }\n",
        "retain: { snapshots: 0 }\n",
        "retain: {}\n",
        "rejects: { max_ratio: 2 }\n",
        "admit: never\n"
      })
  void bothRefuseIt(String more) {
    assertThatThrownBy(() -> DefinitionParser.parse("d.yaml", PLAIN + more))
        .isInstanceOf(DefinitionException.class);

    assertThat(EditorSchema.errors(PLAIN + more)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ type: text }", "text", "{ required: true }", "{ type: date, lenght: 3 }"})
  void bothRefuseTheColumn(String column) {
    String yaml = "dataset: d\ncolumns: { id: %s }\n".formatted(column);
    assertThatThrownBy(() -> DefinitionParser.parse("d.yaml", yaml))
        .isInstanceOf(DefinitionException.class);

    assertThat(EditorSchema.errors(yaml)).isNotEmpty();
  }
}
