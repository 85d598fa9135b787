package dev.sheaf.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.yaml.DefinitionParser;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TransformCheckTest {
  private static Definition definition(String more) {
    return DefinitionParser.parse(
        "d.yaml",
        """
        dataset: d
        columns: { n: bigint, q: boolean, x: double, p: "decimal(18,2)", w: "decimal(38,6)", d: date, s: timestamp, t: varchar, j: json }
        """
            + more);
  }

  @Test
  void aDefinitionWithoutATransformStaysAsItIs() {
    Definition plain = definition("");

    assertThat(TransformCheck.checked(plain, ScriptedTransform::new)).isSameAs(plain);
  }

  @Test
  void columnsAreWorkedOutAndPinned() {
    Definition written = definition("transform: drop 3 fail 7");
    assertThatThrownBy(() -> RowSchema.of(written)).isInstanceOf(IllegalStateException.class);

    Definition checked = TransformCheck.checked(written, ScriptedTransform::new);

    assertThat(RowSchema.of(checked)).isEqualTo(RowSchema.parsed(written));
    assertThat(checked.digest()).isNotEqualTo(definition("").digest());
    assertThat(checked.digest())
        .isEqualTo(TransformCheck.checked(checked, ScriptedTransform::new).digest());
  }

  @Test
  void oneThatLooksAtOtherRowsIsRefused() {
    assertThatThrownBy(
            () ->
                TransformCheck.checked(
                    definition("transform: peek fail 100"), ScriptedTransform::new))
        .isInstanceOf(TransformException.class)
        .hasMessageContaining("depends on the rows beside it");
  }

  @Test
  void generatedRowsHoldEdgesAndNullsOfEveryType() {
    RowSchema schema = RowSchema.parsed(definition(""));
    RowBatch rows = GeneratedRows.of(schema, 400, 1);
    Map<String, Set<String>> texts = new TreeMap<>();
    for (int column = 0; column < schema.size(); column++) {
      RowSchema.Field field = schema.fields().get(column);
      Set<String> seen = texts.computeIfAbsent(field.name(), name -> new TreeSet<>());
      ColumnVector values = rows.column(column);
      for (int row = 0; row < rows.rows(); row++) {
        seen.add(values.isNull(row) ? "NULL" : ValueText.of(field.type(), values, row));
      }
    }
    assertThat(texts.values()).allSatisfy(seen -> assertThat(seen).contains("NULL"));
    assertThat(texts.get("n")).contains("0", "-1", Long.toString(Long.MIN_VALUE));
    assertThat(texts.get("q")).contains("true", "false");
    assertThat(texts.get("x")).contains("NaN", "-Infinity", "4.9E-324");
    assertThat(texts.get("p")).contains("0.00", "9999999999999999.99");
    assertThat(texts.get("w")).hasSizeGreaterThan(100);
    assertThat(texts.get("d")).contains("0001-01-01", "9999-12-31", "1969-12-31");
    assertThat(texts.get("t")).contains("", "🌾", "it's");
    assertThat(texts.get("j")).contains("{}", "null");
  }
}
