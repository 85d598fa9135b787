package dev.sheaf.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.ValueText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code aggregates/cases.txt}. */
class CorpusTest {
  private static final String COLUMN = "v";

  /**
   * One line.
   *
   * @param measure one measure of it
   */
  record Case(ColumnType type, List<String> values, Measure measure, String result) {

    States states() {
      RowSchema schema = Cells.schema(COLUMN + " " + type);
      return new States(
          schema,
          new Aggregation(List.of(), List.of(new Aggregation.Measured(COLUMN, List.of(measure)))));
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream file = CorpusTest.class.getResourceAsStream("/aggregates/cases.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(CorpusTest::isCase).flatMap(CorpusTest::parse).toList().stream();
    }
  }

  private static boolean isCase(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Stream<Case> parse(String line) {
    String[] parts = line.split("\\|", -1);
    List<String> values =
        Arrays.stream(parts[1].strip().split(" ")).filter(v -> !v.isEmpty()).toList();
    return Arrays.stream(parts[2].split(";"))
        .map(expected -> expected.strip().split("="))
        .map(
            expected ->
                new Case(
                    ColumnType.parse(parts[0]), values, Measure.parse(expected[0]), expected[1]));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resultsAreAsWritten(Case written) {
    States states = written.states();
    List<List<@Nullable Object>> rows =
        new ArrayList<>(written.values().stream().map(text -> row(written.type(), text)).toList());
    byte[] whole = states.of(rows, 2048);
    Collections.reverse(rows);
    assertThat(states.of(rows, 1)).isEqualTo(whole);
    for (int cut = 0; cut <= rows.size(); cut++) {
      byte[] left = states.of(rows.subList(0, cut), 2048);
      byte[] right = states.of(rows.subList(cut, rows.size()), 2048);
      assertThat(states.merge(left, right)).isEqualTo(whole);
    }
    if (written.result().equals("OVERFLOW")) {
      assertThatThrownBy(() -> states.rows(whole)).isInstanceOf(SumOverflowException.class);
    } else {
      Object result = states.rows(whole).get(0).get(1);
      assertThat(text(states, result)).isEqualTo(asText(written, result));
    }
  }

  private static List<@Nullable Object> row(ColumnType type, String text) {
    ColumnVector vector = ColumnVector.of(type, 1);
    if (text.equals("NULL")) {
      return Collections.singletonList(null);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FieldParser parser = FieldParser.of(Column.of(COLUMN, type));
    assertThat(parser.parse(bytes, 0, bytes.length, Quoting.QUOTED, vector, 0)).isNull();
    return Collections.singletonList(Cells.value(vector, 0));
  }

  private static String text(States states, @Nullable Object result) {
    if (result == null) {
      return "NULL";
    }
    ColumnType type = states.layout().resultSchema().fields().get(1).type();
    ColumnVector vector = ColumnVector.of(type, 1);
    Cells.set(vector, 0, result);
    return ValueText.of(type, vector, 0);
  }

  /** Java's text of a double, which is not the same in all versions. */
  private static String asText(Case written, @Nullable Object result) {
    return result instanceof Double
        ? Double.toString(Double.parseDouble(written.result()))
        : written.result();
  }
}
