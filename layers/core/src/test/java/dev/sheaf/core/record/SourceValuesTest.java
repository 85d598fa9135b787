package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.value.Violation;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Sources that write the same values in different ways feed one dataset. */
class SourceValuesTest {
  private static final Definition DEFINITION =
      DefinitionParser.parse(
          "d.yaml",
          """
          dataset: d
          sources:
            paris: { format: csv, decimal_point: ",", grouping: " ", zone: Europe/Paris, nulls: ["s/o"],
                     formats: ["dd/MM/yyyy HH:mm", "dd/MM/yyyy"] }
            berlin: { format: ndjson, decimal_point: "," }
            plain: { nulls: [] }
          columns:
            price: { type: double, nulls: [NA], min: "0.5", max: "9999.25" }
            count: { type: bigint, nulls: [NA], grouping: "'" }
            cost: { type: "decimal(10,2)", nulls: [NA], default: "1.25" }
            sold_on: { type: date, nulls: [NA] }
            sold_at: { type: timestamp, nulls: [NA], zone: Asia/Seoul }
            note: { type: varchar, nulls: [NA] }
          """);

  private static final String PLAIN =
      """
      price,count,cost,sold_on,sold_at,note
      1234.5,1'000,-12.50,2024-02-03,2024-02-03 18:04:00,x
      NA,NA,NA,NA,NA,NA
      """;

  private static final String PARIS =
      """
      price;count;cost;sold_on;sold_at;note
      1 234,5;1 000;-12,50;03/02/2024;03/02/2024 10:04;x
      s/o;s/o;s/o;s/o;s/o;s/o
      """;

  @Test
  void eachIsReadAsItsSourceWrites() {
    Result plain = read("default", "a.csv", PLAIN);
    Result paris = read("paris", "b.csv", PARIS);

    assertThat(plain.rejects()).isEmpty();
    assertThat(paris.rejects()).isEmpty();
    assertThat(plain.rows()).hasSize(2);
    assertThat(paris.fingerprint()).isEqualTo(plain.fingerprint());
  }

  @Test
  void itsNullsTakeThePlaceOfThoseOfTheColumns() {
    Result paris = read("paris", "b.csv", "note,sold_on\nNA,NA\ns/o,s/o\n");

    assertThat(paris.rejects()).hasSize(1);
    assertThat(paris.rejects().get(0).violations())
        .extracting(Violation::column, Violation::value)
        .containsExactly(tuple("sold_on", "NA"));
    assertThat(read("plain", "c.csv", "note\nNA\n").rows().get(0)).contains("\"NA\"");
  }

  @Test
  void boundsAndDefaultsStayWrittenAsTheColumnsWriteValues() {
    Result paris = read("paris", "b.csv", "price;note\n0,4;low\n9 999,25;most\n9 999,26;high\n");

    assertThat(paris.rejects())
        .flatExtracting(reject -> reject.violations())
        .extracting(violation -> violation.rule() + " " + violation.value())
        .containsExactly("min 0,4", "max 9 999,26");
    assertThat(paris.rows()).hasSize(1);
    assertThat(paris.rows().get(0)).contains("9999.25", "1.25", "most");
  }

  @Test
  void numbersOfJsonAreAlwaysPlainAndTextsAreAsTheSourceWrites() {
    Result berlin =
        read(
            "berlin",
            "a.ndjson",
            "{\"price\":1234.5,\"cost\":2.5}\n{\"price\":\"1234,5\",\"cost\":\"2,5\"}\n");

    assertThat(berlin.rejects()).isEmpty();
    assertThat(berlin.rows().get(0).replaceFirst("@\\d+", ""))
        .isEqualTo(berlin.rows().get(1).replaceFirst("@\\d+", ""));
  }

  private static Result read(String source, String key, String text) {
    byte[] upload = text.getBytes(StandardCharsets.UTF_8);
    TextLayout layout =
        LayoutDetector.detect(
            new Head(upload, upload.length),
            DEFINITION.source(source),
            "d/" + source + "/" + key,
            DEFINITION.columns().stream().map(Column::name).toList());
    return new Reading(upload, layout, DEFINITION).source(source).whole();
  }
}
