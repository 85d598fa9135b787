package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column.Inference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettledDefinitionTest {
  private static final Definition KNOWN =
      definition(
          List.of("inferred from a.csv: csv", "Id: not settled", "v: not settled", "n: bigint"),
          column("Id", "varchar", Inference.UNSETTLED),
          column("v", "varchar", Inference.UNSETTLED),
          column("n", "bigint", Inference.FROM_VALUES));

  @Test
  void onlyWhatHasValuesNowIsSettledAndTold() {
    Definition settled =
        KNOWN.settledBy(
            definition(
                List.of("inferred from b.csv: csv", "id: date; 1", "v: not settled", "n: double"),
                column("id", "date", Inference.FROM_VALUES),
                column("v", "varchar", Inference.UNSETTLED),
                column("n", "double", Inference.FROM_VALUES)));

    assertThat(settled.columns())
        .containsExactly(
            column("Id", "date", Inference.FROM_VALUES),
            KNOWN.columns().get(1),
            KNOWN.columns().get(2));
    assertThat(settled.unsettled()).containsExactly("v");
    assertThat(settled.evidence())
        .startsWith(KNOWN.evidence().toArray(String[]::new))
        .endsWith("settled by another upload: inferred from b.csv: csv", "id: date; 1")
        .hasSize(KNOWN.evidence().size() + 2);
  }

  @Test
  void anUploadWithoutTheirValuesSettlesNothing() {
    assertThat(
            KNOWN.settledBy(
                definition(
                    List.of("inferred from b.csv: csv"),
                    column("id", "varchar", Inference.UNSETTLED),
                    column("other", "bigint", Inference.FROM_VALUES))))
        .isSameAs(KNOWN);
  }

  private static Column column(String name, String type, Inference inference) {
    return Column.of(name, ColumnType.parse(type)).withInference(inference);
  }

  private static Definition definition(List<String> evidence, Column... columns) {
    return new Definition(
        "d",
        Map.of(),
        List.of(columns),
        Definition.UnknownColumns.REJECT,
        null,
        Definition.Admission.ON_UPLOAD,
        evidence);
  }
}
