package dev.sheaf.core.value;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Column.LetterCase;
import dev.sheaf.core.record.Columns;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldParserTest {

  /** The canonical text of the value, NULL, or {@code rule: message}. */
  private static String parse(Column column, String text, Quoting quoting) {
    ColumnVector vector = ColumnVector.of(column.type());
    byte[] bytes = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
    Violation violation =
        FieldParser.of(column).parse(bytes, 2, bytes.length - 2, quoting, vector, 0);
    if (violation != null) {
      assertThat(violation.column()).isEqualTo(column.name());
      return violation.rule() + ": " + violation.message();
    }
    return vector.isNull(0) ? "NULL" : ValueText.of(column.type(), vector, 0);
  }

  private static String parse(Columns column, String text) {
    return parse(column.build(), text, Quoting.UNQUOTED);
  }

  private static String parse(String type, String text) {
    return parse(column("c", type), text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+7, 7",
    "' 42\t', 42",
    "007, 7",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "000000000000000000000000000000012, 12",
  })
  void bigintIsASignAndDigits(String text, String value) {
    assertThat(parse("bigint", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1x",
        "1.0",
        "1e3",
        "-",
        "+",
        "--1",
        "1 2",
        "0x10",
        "１",
        "12345678901234567890x"
      })
  void otherTextIsNoBigint(String text) {
    assertThat(parse("bigint", text)).isEqualTo("type: is not a bigint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "10000000000000000000",
        "99999999999999999999999"
      })
  void bigintDoesNotWrapAround(String text) {
    assertThat(parse("bigint", text)).isEqualTo("type: does not fit a bigint (64 bits)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "-0, -0.0",
    "1.5, 1.5",
    ".5, 0.5",
    "5., 5.0",
    "+1e3, 1000.0",
    "1E-3, 0.001",
    "NaN, NaN",
    "nan, NaN",
    "-inf, -Infinity",
    "Infinity, Infinity",
    "+INF, Infinity",
    "123456789012345678901234567890, 1.2345678901234568E29",
    "0.1, 0.1",
    "179769313486231570e291, 1.7976931348623157E308",
    "4.9e-324, 4.9E-324",
    "0e-400, 0.0",
    "9007199254740993, 9.007199254740992E15",
  })
  void doubleIsTheNearest(String text, String value) {
    assertThat(parse("double", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ".",
        "-",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "0x1p3",
        "1d",
        "1f",
        "1,5",
        "infinite",
        "1 e5",
        "1e5 x"
      })
  void otherTextIsNoDouble(String text) {
    assertThat(parse("double", text)).isEqualTo("type: is not a double");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e309", "1e-400", "-0.00001e-330", "1.8e308"})
  void aNumberBeyondADoubleIsNone(String text) {
    assertThat(parse("double", text)).isEqualTo("type: does not fit a double (64 bits)");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.00",
    "-1.5, -1.50",
    "+.5, 0.50",
    "5., 5.00",
    "0001.100000, 1.10",
    "1e3, 1000.00",
    "12300e-4, 1.23",
    "9999999999999999.99, 9999999999999999.99",
    "0e999999999999, 0.00",
    "0.0000000e-99999999999, 0.00",
    "100000e-7, 0.01",
  })
  void decimalIsExact(String text, String value) {
    assertThat(parse("decimal(18,2)", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, has more than 2 digits after the point",
    "1e-3, has more than 2 digits after the point",
    "1e-99999999999999999999, has more than 2 digits after the point",
    "10000000000000000, 'does not fit a decimal(18,2)'",
    "1e99999999999999999999, 'does not fit a decimal(18,2)'",
    "1e16, 'does not fit a decimal(18,2)'",
    "x, 'is not a decimal(18,2)'",
    "1e, 'is not a decimal(18,2)'",
    "., 'is not a decimal(18,2)'",
    "1.2.3, 'is not a decimal(18,2)'",
    "NaN, 'is not a decimal(18,2)'",
  })
  void decimalIsNeverRounded(String text, String message) {
    assertThat(parse("decimal(18,2)", text)).isEqualTo("type: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "-99999999999999999999999999999999999999, -99999999999999999999999999999999999999",
    "-18446744073709551616, -18446744073709551616",
    "1e37, 10000000000000000000000000000000000000",
    "-0, 0",
  })
  void decimalHasUpToThirtyEightDigits(String text, String value) {
    assertThat(parse("decimal(38,0)", text)).isEqualTo(value);
  }

  @Test
  void wideDecimalDoesNotWrapAround() {
    assertThat(parse("decimal(38,0)", "1e38")).isEqualTo("type: does not fit a decimal(38,0)");
    assertThat(parse("decimal(38,38)", "0.12345678901234567890123456789012345678"))
        .isEqualTo("0.12345678901234567890123456789012345678");
    assertThat(parse("decimal(38,38)", "1")).isEqualTo("type: does not fit a decimal(38,38)");
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "T, true",
    "YES, true",
    "On, true",
    "off, false",
    "y, true",
    "1, true",
    "FaLsE, false",
    "f, false",
    "no, false",
    "n, false",
    "0, false",
    "' true ', true",
  })
  void booleanHasManySpellings(String text, String value) {
    assertThat(parse("boolean", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "tru", "of", "onn", "\u0014rue", "oui", "TRUEE"})
  void otherTextIsNoBoolean(String text) {
    assertThat(parse("boolean", text)).isEqualTo("type: is not a boolean (true or false)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "2000-02-29",
        "0001-01-01",
        "9999-12-31",
        "1969-12-31",
        "1900-02-28"
      })
  void dateIsIso(String text) {
    assertThat(parse("date", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "2024-04-31",
        "24-01-01",
        "2024/01/01",
        "2024-1-1",
        "2024-01-01T",
        "-024-01-01",
        "0000-01-01"
      })
  void otherTextIsNoDate(String text) {
    assertThat(parse("date", text)).isEqualTo("type: is not a date (yyyy-MM-dd)");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56, 2024-02-29T12:34:56Z",
    "2024-02-29 12:34, 2024-02-29T12:34:00Z",
    "2024-02-29T12:34:56.5Z, 2024-02-29T12:34:56.500000Z",
    "2024-02-29T12:34:56.123456000+09:00, 2024-02-29T03:34:56.123456Z",
    "2024-02-29 00:00:00-0530, 2024-02-29T05:30:00Z",
    "2024-02-29 00:00:00+00, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.999999, 1969-12-31T23:59:59.999999Z",
  })
  void timestampIsIso(String text, String value) {
    assertThat(parse("timestamp", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30T00:00:00",
        "2024-02-29",
        "2024-02-29T24:00:00",
        "2024-02-29T23:60:00",
        "2024-02-29T23:59:60",
        "2024-02-29T12:34:56.",
        "2024-02-29T12:34:56+19:00",
        "2024-02-29T12:34:56+9",
        "2024-02-29T12:34:56Zz",
        "2024-02-29x12:34:56",
        "2024-02-29T12.34"
      })
  void otherTextIsNoTimestamp(String text) {
    assertThat(parse("timestamp", text))
        .isEqualTo("type: is not a timestamp (yyyy-MM-dd HH:mm:ss)");
  }

  @Test
  void timestampIsNeverRounded() {
    assertThat(parse("timestamp", "2024-02-29T12:34:56.1234561"))
        .isEqualTo("type: is finer than a microsecond");
    assertThat(
            parse(
                column("c", "timestamp").formats("yyyy-MM-dd HH:mm:ss.SSSSSSS"),
                "2024-02-29 12:34:56.1234561"))
        .isEqualTo("type: is finer than a microsecond");
  }

  @Test
  void timestampWithoutOffsetIsLocalToTheZone() {
    Columns seoul = column("c", "timestamp").zone("Asia/Seoul");
    assertThat(parse(seoul, "2024-02-29T09:00:00")).isEqualTo("2024-02-29T00:00:00Z");
    assertThat(parse(seoul, "2024-02-29T09:00:00Z")).isEqualTo("2024-02-29T09:00:00Z");
    Columns berlin = column("c", "timestamp").zone("Europe/Berlin");
    assertThat(parse(berlin, "2024-03-31T01:59:59")).isEqualTo("2024-03-31T00:59:59Z");
    assertThat(parse(berlin, "2024-03-31T03:00:00")).isEqualTo("2024-03-31T01:00:00Z");
    assertThat(parse(berlin, "2024-10-27T02:30:00")).isEqualTo("2024-10-27T00:30:00Z");
    assertThat(parse(berlin, "2024-03-31T02:30:00"))
        .isEqualTo("type: does not exist in its time zone (the clock was put forward)");
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm, 29.02.2024 23:59, 2024-02-29T23:59:00Z",
    "yyyyMMddHHmmss, 20240229235958, 2024-02-29T23:59:58Z",
    "'yyyy-MM-dd''T''HH:mm:ss.SSS', 2024-02-29T23:59:58.125, 2024-02-29T23:59:58.125000Z",
    "'yyyy년 MM월 dd일', 2024년 02월 29일, 2024-02-29T00:00:00Z",
    "'d MMM yyyy h:mm a', 1 FEB 2024 1:05 pm, 2024-02-01T13:05:00Z",
    "yyyy-MM-dd HH:mm:ss XXX, 2024-02-29 09:00:00 +09:00, 2024-02-29T00:00:00Z",
    "yyyy-MM-dd HH:mm VV, 2024-02-29 09:00 Asia/Tokyo, 2024-02-29T00:00:00Z",
    "yyyy-MM-dd HH:mm VV, 2024-03-31 02:30 Europe/Berlin, type: does not exist in its time zone (the clock was put forward)",
    "dd.MM.yyyy, 30.02.2024, type: is not a timestamp in any of the column's formats",
    "d.M.yyyy, 30.2.2024, type: is not a timestamp in any of the column's formats",
    "yyyy-MM-dd, 2024-02-29x, type: is not a timestamp in any of the column's formats",
  })
  void timestampFormatsAreStrict(String format, String text, String value) {
    assertThat(parse(column("c", "timestamp").formats(format), text)).isEqualTo(value);
  }

  @Test
  void formatsAreTriedInOrder() {
    Columns date = column("c", "date").formats("dd/MM/yyyy", "MM/dd/yyyy");
    assertThat(parse(date, "02/03/2024")).isEqualTo("2024-03-02");
    assertThat(parse(date, "12/31/2024")).isEqualTo("2024-12-31");
    assertThat(parse(date, "31/31/2024"))
        .isEqualTo("type: is not a date in any of the column's formats");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1.234.567,5;1234567.50",
        "-1.234,5;-1234.50",
        "1234,5;1234.50",
        "12.34.567;1234567.00",
        ",5;0.50",
        "1.5;type: is not a number as the column writes them",
        "1.23,4;type: is not a number as the column writes them",
        "1234.567;type: is not a number as the column writes them",
        "1..234;type: is not a number as the column writes them",
        "1.234.;type: is not a number as the column writes them",
        ".234;type: is not a number as the column writes them",
        "1,234.5;type: is not a number as the column writes them",
      })
  void numbersCanBeGrouped(String text, String value) {
    assertThat(parse(column("c", "decimal(18,2)").numbers(',', '.'), text)).isEqualTo(value);
  }

  @Test
  void groupingCanBeAnyCharacter() {
    assertThat(parse(column("c", "bigint").numbers('.', '\u202f'), "1\u202f234")).isEqualTo("1234");
    assertThat(parse(column("c", "double").numbers(',', null), "NaN")).isEqualTo("NaN");
    assertThat(parse(column("c", "double").numbers(',', null), "2,5e3")).isEqualTo("2500.0");
  }

  @Test
  void emptyIsNullUnlessItIsQuotedText() {
    assertThat(parse("varchar", "")).isEqualTo("NULL");
    assertThat(parse(column("c", "varchar").build(), "", Quoting.QUOTED)).isEmpty();
    assertThat(parse(column("c", "varchar").trim().build(), "  ", Quoting.QUOTED)).isEmpty();
    assertThat(parse(column("c", "varchar").trim(), "\u3000 \u00a0")).isEqualTo("NULL");
    assertThat(parse("varchar", "  ")).isEqualTo("  ");
    assertThat(parse(column("c", "bigint").build(), "", Quoting.QUOTED)).isEqualTo("NULL");
    assertThat(parse("bigint", "  ")).isEqualTo("NULL");
  }

  @Test
  void nullTokensStandForNull() {
    assertThat(parse(column("c", "varchar").nulls("NA", "\\N"), "\\N")).isEqualTo("NULL");
    assertThat(parse(column("c", "varchar").nulls("NA"), "na")).isEqualTo("na");
    assertThat(parse(column("c", "varchar").nulls("NA").build(), "NA", Quoting.QUOTED))
        .isEqualTo("NA");
    assertThat(parse(column("c", "bigint").nulls("-").build(), " - ", Quoting.QUOTED))
        .isEqualTo("NULL");
  }

  @Test
  void textIsTrimmedAndCasedWhereAsked() {
    assertThat(parse(column("c", "varchar").trim(), "\u00a0 a b\u3000\t")).isEqualTo("a b");
    assertThat(parse(column("c", "varchar").letterCase(LetterCase.LOWER), "AZ[@Ä"))
        .isEqualTo("az[@ä");
    assertThat(parse(column("c", "varchar").letterCase(LetterCase.UPPER), "az{`Z"))
        .isEqualTo("AZ{`Z");
    assertThat(parse(column("c", "varchar").letterCase(LetterCase.UPPER), "straße"))
        .isEqualTo("STRASSE");
  }

  @Test
  void missingIsDefaultOrNullOrRefused() {
    assertThat(parse(column("c", "bigint").required(), ""))
        .isEqualTo("required: is required, and is NULL");
    assertThat(parse(column("c", "bigint").required().defaultValue("7"), "")).isEqualTo("7");
    assertThat(parse(column("c", "varchar").nulls("NA").defaultValue(""), "NA")).isEmpty();
  }

  @Test
  void boundsAreComparedAsValues() {
    assertThat(parse(column("c", "bigint").min("5"), "10")).isEqualTo("10");
    assertThat(parse(column("c", "bigint").min("5"), "4")).isEqualTo("min: is below 5");
    assertThat(parse(column("c", "decimal(38,2)").max("5.5"), "5.51"))
        .isEqualTo("max: is above 5.5");
    assertThat(parse(column("c", "decimal(38,2)").min("-1"), "-1.01"))
        .isEqualTo("min: is below -1");
    assertThat(parse(column("c", "double").min("0"), "-0.0")).isEqualTo("-0.0");
    assertThat(parse(column("c", "double").max("0"), "NaN")).isEqualTo("max: is above 0");
    assertThat(parse(column("c", "varchar").min("b"), "a")).isEqualTo("min: is below b");
    assertThat(parse(column("c", "date").max("2024-01-01"), "2024-01-02"))
        .isEqualTo("max: is above 2024-01-01");
  }

  @Test
  void allowedValuesPatternAndLength() {
    Columns letters = column("c", "varchar").oneOf("b", "a", "é", "");
    assertThat(parse(letters, "é")).isEqualTo("é");
    assertThat(parse(letters, "c")).isEqualTo("one_of: is not one of the allowed values");
    assertThat(parse(column("c", "bigint").oneOf("10", "2"), "+2")).isEqualTo("2");
    assertThat(parse(column("c", "varchar").pattern("[a-z]+"), "abc1"))
        .isEqualTo("pattern: does not match [a-z]+");
    assertThat(parse(column("c", "bigint").pattern("\\d{3}"), " 123 ")).isEqualTo("123");
    assertThat(parse(column("c", "varchar").maxLength(3), "äöü")).isEqualTo("äöü");
    assertThat(parse(column("c", "varchar").maxLength(3), "äöüx"))
        .isEqualTo("max_length: is longer than 3 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": [1, null]}", "1", "\"x\"", "null", " [ ] "})
  void jsonIsKeptAsWritten(String text) {
    assertThat(parse(column("c", "json").build(), text, Quoting.QUOTED)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{a:1}", "1 2", "'x'", "NaN", "{\"a\":1}}", " "})
  void otherTextIsNoJson(String text) {
    assertThat(parse("json", text)).isEqualTo("type: is not JSON");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertRefused(column("c", "bigint").min("x"), "column 'c': min 'x' is not a bigint");
    assertRefused(
        column("c", "bigint").defaultValue("x"), "column 'c': default 'x' is not a bigint");
    assertRefused(
        column("c", "bigint").min("5").defaultValue("4"), "column 'c': default '4' is below 5");
    assertRefused(column("c", "bigint").maxLength(4), "max_length 4");
    assertRefused(column("c", "json").min("1"), "min is not for type json");
    assertRefused(column("c", "varchar").pattern("("), "column 'c': pattern '('");
    assertRefused(column("c", "timestamp").formats("qqqqqqq"), "column 'c': format 'qqqqqqq'");
    assertRefused(
        column("c", "timestamp").zone("Mars/Base"), "column 'c': zone 'Mars/Base' is not known");
    assertRefused(
        column("c", "double").numbers(',', ','), "decimal point and grouping are the same");
  }

  @Test
  void violationShowsTheTextShortened() {
    ColumnVector vector = ColumnVector.of(column("c", "bigint").build().type());
    byte[] text = ("x" + "ä".repeat(200)).getBytes(StandardCharsets.UTF_8);
    Violation violation =
        FieldParser.of(column("c", "bigint").build())
            .parse(text, 0, text.length, Quoting.UNQUOTED, vector, 0);
    assertThat(violation.value()).isEqualTo("x" + "ä".repeat(127) + "…");
  }

  private static void assertRefused(Columns column, String message) {
    assertThatThrownBy(() -> FieldParser.of(column.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
