package dev.sheaf.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Transform;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionParserTest {
  private static final String FULL =
      """
      dataset: orders
      nulls: [NA]
      sources:
        shop: { format: csv, delimiter: ";", quote: "'", escape: "\\\\", comment: "#",
                quoted_newlines: false, header: false, encoding: EUC-KR, skip_rows: 2 }
        market: { format: ndjson, rename: { amt: amount } }
        default: {}
      columns:
        order_id: { type: varchar, required: true, pattern: "[A-Z]\\\\d+", max_length: 12 }
        category: { type: varchar, trim: true, case: lower, one_of: [a, b, ""], default: "" }
        amount: { type: "decimal(18,2)", min: 0, max: "1.000,5", decimal_point: ",", grouping: "." }
        ordered_at:
          type: timestamp
          formats: ["yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy"]
          zone: Asia/Seoul
          nulls: [null, "-", NO]
        flag: boolean
      unknown_columns: ignore
      integrate: { mode: append }
      rejects: { max_ratio: 0.05 }
      admit: scheduled
      """;

  @Test
  void takesATransformAsText() {
    String yaml =
        "dataset: d\ncolumns: { a: bigint }\ntransform: |\n  SELECT a\n    FROM segment\n\n";
    Definition read = DefinitionParser.parse("d.yaml", yaml);

    assertThat(read.transform()).isEqualTo(Transform.of("SELECT a\n  FROM segment"));
    assertThat(DefinitionWriter.write(read))
        .contains("transform: |\n  SELECT a\n    FROM segment\nintegrate:");
    assertThatThrownBy(
            () -> DefinitionParser.parse("d.yaml", yaml.replaceFirst("(?s)\\|.*", "\" \"")))
        .hasMessageContaining("d.yaml:3:12: 'transform' of the definition: the transform is empty");
  }

  @Test
  void readsEveryKey() {
    Definition read = DefinitionParser.parse("orders.yaml", FULL);

    assertThat(read.dataset()).isEqualTo("orders");
    assertThat(read.source("shop"))
        .isEqualTo(
            new Source(
                Format.CSV,
                Encoding.CP949,
                2,
                ';',
                '\'',
                '\\',
                '#',
                Source.QuotedNewlines.FORBIDDEN,
                Source.Header.ABSENT,
                Map.of()));
    assertThat(read.source("market").rename()).containsExactly(Map.entry("amt", "amount"));
    assertThat(read.source("default")).isEqualTo(Source.detected());
    assertThat(read.unknownColumns()).isEqualTo(Definition.UnknownColumns.IGNORE);
    assertThat(read.maxRejectRatio()).isEqualTo(0.05);
    assertThat(read.admission()).isEqualTo(Definition.Admission.SCHEDULED);
    assertThat(read.columns())
        .extracting(Column::name)
        .containsExactly("order_id", "category", "amount", "ordered_at", "flag");
    Column amount = read.columns().get(2);
    assertThat(amount.type()).isEqualTo(ColumnType.decimal(18, 2));
    assertThat(amount.min()).isEqualTo("0");
    assertThat(amount.max()).isEqualTo("1.000,5");
    assertThat(amount.decimalPoint()).isEqualTo(',');
    assertThat(amount.grouping()).isEqualTo('.');
    assertThat(read.columns().get(0).requirement()).isEqualTo(Column.Requirement.REQUIRED);
    assertThat(read.columns().get(0).pattern()).isEqualTo("[A-Z]\\d+");
    assertThat(read.columns().get(0).maxLength()).isEqualTo(12);
    assertThat(read.columns().get(1).trim()).isEqualTo(Column.Trim.BOTH);
    assertThat(read.columns().get(1).letterCase()).isEqualTo(Column.LetterCase.LOWER);
    assertThat(read.columns().get(1).oneOf()).containsExactly("a", "b", "");
    assertThat(read.columns().get(1).defaultValue()).isEmpty();
    Column orderedAt = read.columns().get(3);
    assertThat(orderedAt.formats()).containsExactly("yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy");
    assertThat(orderedAt.zone()).isEqualTo("Asia/Seoul");
    assertThat(orderedAt.nulls()).containsExactly("NA", "null", "-", "NO");
  }

  @Test
  void aPlainTypeIsAColumnWithoutRules() {
    assertThat(DefinitionParser.parse("d.yaml", "dataset: d\ncolumns: { a: bigint }"))
        .isEqualTo(
            new Definition(
                "d",
                Map.of(),
                List.of(Column.of("a", ColumnType.of(ColumnType.Kind.BIGINT))),
                Definition.UnknownColumns.REJECT,
                null,
                Definition.Admission.ON_UPLOAD,
                List.of()));
  }

  @Test
  void aCharacterBeyondThePlaneMayStandAnywhere() {
    for (int filler = 900; filler < 1100; filler++) {
      String yaml =
          "#%s\n%s".formatted("x".repeat(filler), "dataset: d\ncolumns: { 𝒳𝒳: bigint }");

      assertThat(DefinitionParser.parse("d.yaml", yaml).columns())
          .as("%d characters before", filler)
          .containsExactly(Column.of("𝒳𝒳", ColumnType.of(ColumnType.Kind.BIGINT)));
    }
  }

  @Test
  void reportsAllErrorsTogetherInTheOrderOfTheFile() {
    String yaml =
        """
        dataset: Weather
        columns:
          temp: { typ: double }
          year: { type: bigint, min: x, required: yes }
          Temp: bigint
        integrate: { mode: merge, key: [a] }
        retain: { snapshots: none }
        indexes: [a]
        """;

    DefinitionException thrown =
        catchThrowableOfType(
            DefinitionException.class, () -> DefinitionParser.parse("weather.yaml", yaml));

    assertThat(thrown.errors())
        .containsExactly(
            "weather.yaml:1:10: 'dataset' of the definition: dataset name 'Weather' is not of the"
                + " form [a-z][a-z0-9_]* (at most 63 characters)",
            "weather.yaml:3:3: column 'temp' has no type",
            "weather.yaml:3:11: unknown key 'typ' of column 'temp'; did you mean 'type'? known keys"
                + " are type, required, trim, case, nulls, formats, zone, decimal_point, grouping,"
                + " default, min, max, pattern, one_of, max_length, renamed_from",
            "weather.yaml:4:43: 'required' of column 'year': 'yes' is not one of false, true",
            "weather.yaml:5:3: column 'Temp' is there twice (names compare without case)",
            "weather.yaml:6:20: 'mode' of 'integrate' of the definition: 'merge' is not one of"
                + " append, replace, upsert, aggregate",
            "weather.yaml:7:22: 'snapshots' of 'retain' of the definition: 'none' is not a whole"
                + " number from 1",
            "weather.yaml:8:1: unknown key 'indexes' of the definition; did you mean 'index'?"
                + " known keys are dataset, sources, columns, nulls, unknown_columns, transform,"
                + " integrate, index, retain, rejects, admit");
    assertThat(thrown).hasMessage(String.join("\n", thrown.errors()));
  }

  @Test
  void readsEveryMode() {
    assertThat(integration("{ mode: replace }")).isEqualTo(new Integration.Replace());
    assertThat(integration("{ mode: upsert, key: [id, day], latest_by: at }"))
        .isEqualTo(new Integration.Upsert(List.of("id", "day"), "at"));
    assertThat(integration("{ mode: upsert, key: id }"))
        .isEqualTo(new Integration.Upsert(List.of("id"), null));
    assertThat(
            integration(
                "{ mode: aggregate, group_by: day, measures: { x: [sum, mean], at: max } }"))
        .isEqualTo(
            new Integration.Aggregate(
                new Aggregation(
                    List.of("day"),
                    List.of(
                        new Aggregation.Measured("x", List.of(Measure.SUM, Measure.MEAN)),
                        new Aggregation.Measured("at", List.of(Measure.MAX))))));
  }

  static Stream<Arguments> integrationErrors() {
    return Stream.of(
        Arguments.of("{}", "7:12: 'integrate' has no mode; it is append, replace, upsert, aggr"),
        Arguments.of("{ mode: upsert }", "7:12: an upsert needs a key: the columns of which a row"),
        Arguments.of("{ mode: upsert, key: [ix] }", "7:28: key: there is no column 'ix'; did you"),
        Arguments.of("{ mode: upsert, key: at }", "7:28: key: column 'at' of the key may be NULL"),
        Arguments.of("{ mode: upsert, key: id, latest_by: up }", "7:37: latest_by: there is no c"),
        Arguments.of("{ mode: append, key: id }", "7:28: unknown key 'key' of 'integrate'"),
        Arguments.of("{ mode: aggregate, measures: { x: median } }", "7:43: 'x' of 'measures' of"),
        Arguments.of(
            "{ mode: aggregate, measures: { at: sum } }", "7:43: measures: column 'at' is"),
        Arguments.of("{ mode: aggregate, group_by: y }", "7:31: group_by: there is no column 'y'"));
  }

  @ParameterizedTest
  @MethodSource("integrationErrors")
  void saysWhatIsWrongWithTheIntegration(String integrate, String message) {
    assertThatThrownBy(() -> integration(integrate))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("d.yaml:" + message);
  }

  private static Integration integration(String integrate) {
    String yaml =
        """
        dataset: d
        columns:
          id: { type: bigint, required: true }
          day: { type: date, required: true }
          x: double
          at: timestamp
        integrate: %s
        """;
    return DefinitionParser.parse("d.yaml", yaml.formatted(integrate)).integration();
  }

  static Stream<Arguments> columnErrors() {
    return Stream.of(
        Arguments.of("{ type: bigin }", "unknown type 'bigin'; known are boolean"),
        Arguments.of("bigin", "unknown type 'bigin'"),
        Arguments.of("[bigint]", "column 'c' must be a mapping (key: value), not a list"),
        Arguments.of("{ type: [bigint] }", "'type' of column 'c' must be a single value"),
        Arguments.of("{ type: }", "'type' of column 'c' has no value"),
        Arguments.of("{ type: \"decimal(39,2)\" }", "precision is 1 to 38"),
        Arguments.of("{ type: varchar, pattern: \"(a\" }", "is not a regular expression"),
        Arguments.of("{ type: varchar, pattern: \"a(?=b)\" }", "look-around"),
        Arguments.of("{ type: varchar, pattern: '(a)\\1' }", "back references"),
        Arguments.of("{ type: varchar, pattern: '((a{99}){99}){99}' }", "repeats too much"),
        Arguments.of(
            "{ type: date, formats: [\"%s\"] }".formatted("'x".repeat(101)),
            "a format has more than 200 characters"),
        Arguments.of("{ type: timestamp, zone: Asia/Soul }", "'Asia/Soul' is not a time zone"),
        Arguments.of("{ type: date, formats: [\"yyyy-bb\"] }", "'yyyy-bb' is no pattern of year"),
        Arguments.of("{ type: date, formats: [yyyy-MM] }", "'yyyy-MM' is no pattern of year"),
        Arguments.of("{ type: date, formats: [\"HH:mm\"] }", "'HH:mm' is no pattern"),
        Arguments.of("{ type: bigint, min: 3, max: 2 }", "'min' of column 'c': 3 is above max"),
        Arguments.of("{ type: bigint, max: 1.5 }", "'1.5' is not a bigint"),
        Arguments.of("{ type: bigint, min: 9223372036854775808 }", "does not fit a bigint"),
        Arguments.of("{ type: bigint, default: x }", "'x' is not a bigint"),
        Arguments.of("{ type: double, min: 1e }", "'1e' is not a double"),
        Arguments.of("{ type: \"decimal(3,1)\", max: 100 }", "'100' "),
        Arguments.of("{ type: \"decimal(3,1)\", max: 0.05 }", "'0.05' "),
        Arguments.of("{ type: date, min: 2013-02-30 }", "'2013-02-30' is not a date"),
        Arguments.of("{ type: date, min: 2013-02-03, formats: [dd.MM.yyyy] }", "is not a date"),
        Arguments.of("{ type: timestamp, min: 2013-02-03T25:00 }", "is not a timestamp"),
        Arguments.of(
            "{ type: boolean, min: a }",
            "this is for bigint, double, decimal, date, timestamp, varchar, not"),
        Arguments.of("{ type: varchar, zone: UTC }", "this is for timestamp, not varchar"),
        Arguments.of("{ type: date, zone: UTC }", "this is for timestamp, not date"),
        Arguments.of(
            "{ type: bigint, formats: [yyyy] }", "this is for date, timestamp, not bigint"),
        Arguments.of(
            "{ type: varchar, grouping: \",\" }",
            "this is for bigint, double, decimal, not varchar"),
        Arguments.of("{ type: double, grouping: \".\" }", "'.' is the decimal point"),
        Arguments.of("{ type: double, decimal_point: \"1\" }", "'1' may stand in a number"),
        Arguments.of("{ type: double, decimal_point: \",,\" }", "',,' is not one character"),
        Arguments.of("{ type: varchar, max_length: 0 }", "'0' is not a whole number from 1"),
        Arguments.of("{ type: bigint, one_of: [1, b] }", "'one_of' of column 'c': 'b' is not a"),
        Arguments.of(
            "{ type: bigint, default: 5, max: 4 }", "'default' of column 'c': '5' is above"),
        Arguments.of(
            "{ type: boolean, default: maybe }", "'default' of column 'c': 'maybe' is not"),
        Arguments.of("{ type: varchar, min: b, max: a }", "b is above max a"),
        Arguments.of("{ type: varchar, case: Upper }", "'Upper' is not one of keep, lower"),
        Arguments.of("{ type: varchar, one_of: [[a]] }", "an item of 'one_of' of column 'c'"),
        Arguments.of("{ type: varchar, type: bigint }", "duplicate key 'type' of column 'c'"));
  }

  @ParameterizedTest
  @MethodSource("columnErrors")
  void findsWhatIsWrongWithAColumn(String column, String message) {
    assertThatThrownBy(
            () -> DefinitionParser.parse("d.yaml", "dataset: d\ncolumns:\n  c: " + column))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("d.yaml:3:")
        .hasMessageContaining(message);
  }

  static Stream<Arguments> otherErrors() {
    String columns = "\ncolumns: { a: bigint, amount: bigint }";
    return Stream.of(
        Arguments.of("", "d.yaml:1:1: the definition is empty"),
        Arguments.of("# nothing", "d.yaml:1:1: the definition is empty"),
        Arguments.of("- a", "d.yaml:1:1: the definition must be a mapping"),
        Arguments.of("dataset: d", "d.yaml:1:1: the key 'columns' is missing"),
        Arguments.of("columns: { a: bigint }", "d.yaml:1:1: the key 'dataset' is missing"),
        Arguments.of("dataset: d\ncolumns: {}", "d.yaml:2:1: there are no columns"),
        Arguments.of("dataset: d\ncolumns: { _a: bigint }", "d.yaml:2:12: column '_a': names"),
        Arguments.of("dataset: d\ncolumns: { '': bigint }", "d.yaml:2:12: a column has an empty"),
        Arguments.of("dataset: d\ncolumns: { a: [1, }", "d.yaml:2:19: not YAML: "),
        Arguments.of("dataset: d\n\tcolumns: x", "d.yaml:2:1: not YAML: "),
        Arguments.of("dataset: d\n---\ndataset: e", "d.yaml:2:1: not YAML: "),
        Arguments.of("dataset: d\na: \u0007", "d.yaml:2:4: not YAML: the character U+0007"),
        Arguments.of("dataset: d\ndataset: e" + columns, "d.yaml:2:1: duplicate key 'dataset'"),
        Arguments.of("dataset: d\nadmit: never" + columns, "d.yaml:2:8: 'admit' of the"),
        Arguments.of(
            "dataset: d\nunknown_columns: retain" + columns, "'retain' is not one of ignore"),
        Arguments.of(
            "dataset: d\nrejects: { max_ratio: 1.5 }" + columns,
            "d.yaml:2:23: 'max_ratio' of 'rejects' of the definition: '1.5' is not a number from"),
        Arguments.of("dataset: d\nrejects: 0.1" + columns, "d.yaml:2:10: 'rejects' of the"),
        Arguments.of(
            "dataset: d\nintegrate: { mode: append, key: [a] }" + columns,
            "d.yaml:2:28: unknown key 'key' of 'integrate'"),
        Arguments.of(
            "dataset: d\nsources: { Shop: {} }" + columns, "d.yaml:2:12: source name 'Shop'"),
        Arguments.of(
            "dataset: d\nsources: { s: { format: xml } }" + columns,
            "d.yaml:2:25: 'format' of source 's': unknown format 'xml'; known are csv, ndjson"),
        Arguments.of(
            "dataset: d\nsources: { s: { format: ndjson, header: false } }" + columns,
            "d.yaml:2:33: 'header' is for csv, not ndjson"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: ';', comment: ';' } }" + columns,
            "d.yaml:2:12: source 's': ';' cannot be both delimiter and comment"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: '\"' } }" + columns,
            "cannot be both delimiter and quote"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: '||' } }" + columns,
            "d.yaml:2:28: 'delimiter' of source 's': '||' has 2 characters; a delimiter is one ASCII character (a tab"
                + " is written \"\\t\") or none: declare '|', and unknown_columns: ignore for the empty fields between"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: ' | ' } }" + columns,
            "' | ' has 3 characters; a delimiter is one ASCII character (a tab is written \"\\t\") or none: declare"
                + " '|'; spaces around values are dropped but in texts, and there with trim: true"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: '~|~' } }" + columns,
            "or none: replace it in the files, as in sed 's/~|~/\\x1f/g', and declare delimiter: \"\\x1f\""),
        Arguments.of(
            "dataset: d\nsources: { s: { quote: no } }" + columns,
            "'quote' of source 's': 'no' is not one character"),
        Arguments.of(
            "dataset: d\nsources: { s: { escapes: c, escape: '\\' } }" + columns,
            "d.yaml:2:12: source 's': 'escape' makes the next character literal, 'escapes' gives it a meaning"),
        Arguments.of(
            "dataset: d\nsources: { s: { decimal_point: ',', grouping: ',' } }" + columns,
            "d.yaml:2:37: 'grouping' of source 's': ',' is the decimal point; give decimal_point another"),
        Arguments.of(
            "dataset: d\nsources: { s: { formats: [HH:mm] } }" + columns,
            "'formats' of source 's': 'HH:mm' is no pattern of year, month and day"),
        Arguments.of(
            "dataset: d\nsources: { s: { zone: Seoul } }" + columns,
            "'zone' of source 's': 'Seoul' is not a time zone such as Asia/Seoul"),
        Arguments.of(
            "dataset: d\nsources: { s: { escapes: java } }" + columns,
            "'escapes' of source 's': 'java' is not one of c"),
        Arguments.of(
            "dataset: d\nsources: { s: { short_records: pad } }" + columns,
            "'short_records' of source 's': 'pad' is not one of fill, reject"),
        Arguments.of(
            "dataset: d\nsources: { s: { format: ndjson, short_records: fill } }" + columns,
            "'short_records' is for csv, not ndjson"),
        Arguments.of(
            "dataset: d\nsources: { s: { delimiter: § } }" + columns, "U+00A7 is not an ASCII"),
        Arguments.of(
            "dataset: d\nunknown_columns: keep\ncolumns: { Extras: bigint }",
            "d.yaml:2:1: with 'keep', column 'extras' holds the unknown ones"),
        Arguments.of(
            "dataset: d\nsources: { s: { encoding: utf-16 } }" + columns,
            "unknown encoding 'utf-16'; known are utf-8, utf-16le, utf-16be, cp949, windows-1252, shift-jis, gb18030"),
        Arguments.of(
            "dataset: d\nsources: { s: { skip_rows: -1 } }" + columns,
            "'-1' is not a whole number from 0"),
        Arguments.of(
            "dataset: d\nsources: { s: { rename: { amt: amont } } }" + columns,
            "there is no column 'amont'; did you mean 'amount'?"),
        Arguments.of(
            "dataset: d\nsources: { s: { rename: { x: a, y: A } } }" + columns,
            "column 'A' is given two names"));
  }

  @ParameterizedTest
  @MethodSource("otherErrors")
  void findsWhatIsWrongElsewhere(String yaml, String message) {
    assertThatThrownBy(() -> DefinitionParser.parse("d.yaml", yaml))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(message);
  }
}
