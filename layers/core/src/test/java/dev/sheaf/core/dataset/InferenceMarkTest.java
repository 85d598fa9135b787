package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.yaml.DefinitionParser;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns that nobody declared are known as such, until somebody does. */
class InferenceMarkTest {
  private static final Column DECLARED = Column.of("id", ColumnType.parse("bigint"));
  private static final Column SEEN = DECLARED.withInference(Column.Inference.FROM_VALUES);
  private static final Column UNSEEN = DECLARED.withInference(Column.Inference.WITHOUT_VALUES);

  private final Definitions definitions =
      new Definitions(
          new Lake(
              new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system()),
              "lake"),
          new InMemoryTable());

  @Test
  void marksAreInTheDigestWhereThereAreAny() {
    assertThat(List.of(of(DECLARED).digest(), of(SEEN).digest(), of(UNSEEN).digest()))
        .doesNotHaveDuplicates();
    assertThat(Json.write(of(DECLARED))).doesNotContain("inference");
    for (Column column : List.of(DECLARED, SEEN, UNSEEN)) {
      assertThat(Json.read(Json.write(of(column)), Definition.class)).isEqualTo(of(column));
      assertThat(column.withNulls(List.of("NA")).withNumbers(',', '.').inference())
          .isEqualTo(column.inference());
    }
  }

  @Test
  void whoDeclaresThemTakesThemOff() {
    Definition inferred = definitions.putFirst(of(UNSEEN));
    assertThat(inferred.columns()).containsExactly(UNSEEN);

    Definitions.Outcome outcome =
        definitions.apply(DefinitionParser.parse("d.yaml", "dataset: d\ncolumns: { id: bigint }"));

    assertThat(outcome.now().revision()).as("somebody vouches for them now").isEqualTo(2);
    assertThat(outcome.now().definition().columns()).containsExactly(DECLARED);
    assertThat(outcome.now().definition().fieldIds()).isEqualTo(inferred.fieldIds());
    assertThat(Evolution.obstacles(inferred, outcome.now().definition())).isEmpty();
  }

  private static Definition of(Column column) {
    return new Definition(
        "d",
        Map.of(),
        List.of(column),
        Definition.UnknownColumns.REJECT,
        null,
        Definition.Admission.ON_UPLOAD,
        List.of("inferred"));
  }
}
