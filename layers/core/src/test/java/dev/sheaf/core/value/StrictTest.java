package dev.sheaf.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An inferred column takes nothing that its type would alter; a declared one converts. */
class StrictTest {
  private enum Form {
    FIELD,
    JSON_STRING,
    JSON_NUMBER
  }

  @ParameterizedTest
  @CsvSource({
    "bigint, 02134",
    "bigint, -007",
    "bigint, 00",
    "bigint, +5",
    "double, 0012.50",
    "double, 00.5",
    "double, +1.5",
    "double, 1E5",
    "double, 1e05",
    "double, -12E45",
    "double, 00E12",
    "double, 1.E5",
    "double, 9007199254740993",
    "double, 12345678901234567.89",
    "double, 0.10000000000000000001",
    "double, 1.2345e-320",
    "'decimal(9,2)', 007.50",
    "'decimal(9,2)', +7.50",
    "'decimal(9,2)', 1E5",
    "boolean, 1",
    "boolean, yes",
    "boolean, t",
  })
  void whatWouldBeAlteredIsRefused(String type, String text) {
    assertThat(flaw(inferred(type), text, Form.FIELD))
        .endsWith("the column's type was inferred; `sheaf apply` declares another, or this one");
    assertThat(flaw(declared(type), text, Form.FIELD)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bigint, 0",
    "bigint, -0",
    "bigint, 7",
    "bigint, -9223372036854775808",
    "double, 0.5",
    "double, .5",
    "double, -0.0",
    "double, 5.",
    "double, 1e-05",
    "double, 1E+05",
    "double, 1.5E10",
    "double, 68.73999999999999",
    "double, 0.30000000000000004",
    "double, 9007199254740992",
    "double, 1000000000000000000000",
    "double, 5e-324",
    "double, 4.9E-324",
    "double, 1.7976931348623157e308",
    "double, 0.0e999999999999",
    "double, inf",
    "'decimal(9,2)', 7.5",
    "'decimal(9,2)', 7.500",
    "boolean, TRUE",
    "boolean, false",
    "date, 2024-01-01",
    "varchar, +02134",
  })
  void whatIsNotAlteredIsTaken(String type, String text) {
    assertThat(flaw(inferred(type), text, Form.FIELD)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "',', '.', '1.234,5', ok",
    "',', '.', '01.234,5', ''",
    "'.', ',', '1,234', ok",
    "'.', ',', '0,123', ''",
    "'.', ',', '+1,234', ''",
  })
  void numbersInOtherStylesAreHeldToTheSame(char point, char group, String text, String verdict) {
    Column column = inferred("double").withNumbers(point, group);

    assertThat(flaw(column, text, Form.FIELD) == null).isEqualTo(verdict.equals("ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "007", "+5", "", " ", "NA", "true"})
  void jsonStringsAreNoNumbersAndNoBooleans(String text) {
    for (String type : List.of("bigint", "double", "decimal(9,2)", "boolean")) {
      assertThat(flaw(inferred(type), text, Form.JSON_STRING)).startsWith("is a JSON string: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NA"})
  void jsonStringsAreNeverNullInInferredColumns(String text) {
    for (String type : List.of("date", "timestamp")) {
      assertThat(flaw(inferred(type), text, Form.JSON_STRING)).isNotNull();
      assertThat(flaw(declared(type), text, Form.JSON_STRING)).isNull();
    }
    assertThat(flaw(inferred("date"), "2024-01-01", Form.JSON_STRING)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "double, 1E5, ok",
    "double, 1e0, ok",
    "double, 0.1, ok",
    "double, 9007199254740993, ''",
    "double, 0.10000000000000000001, ''",
    "bigint, -0, ok",
    "bigint, 1.0, ''",
    "boolean, true, ok",
    "boolean, 1, ''",
  })
  void jsonNumbersAreHeldToTheirValueOnly(String type, String text, String verdict) {
    assertThat(flaw(inferred(type), text, Form.JSON_NUMBER) == null)
        .isEqualTo(verdict.equals("ok"));
    assertThat(flaw(inferred(type).withNumbers(',', '.'), text, Form.JSON_NUMBER) == null)
        .isEqualTo(verdict.equals("ok"));
  }

  private static Column declared(String type) {
    return Column.of("c", ColumnType.parse(type)).withNulls(List.of("NA"));
  }

  private static Column inferred(String type) {
    return declared(type).withInference(Column.Inference.FROM_VALUES);
  }

  private static @Nullable String flaw(Column column, String text, Form form) {
    FieldParser parser = FieldParser.of(column);
    ColumnVector target = ColumnVector.of(column.type(), 1);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Violation violation =
        switch (form) {
          case FIELD -> parser.parse(bytes, 0, bytes.length, Quoting.UNQUOTED, target, 0);
          case JSON_STRING -> parser.parseString(bytes, 0, bytes.length, target, 0);
          case JSON_NUMBER -> parser.parseNumber(bytes, 0, bytes.length, target, 0);
        };
    return violation == null ? null : violation.message();
  }
}
