package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.testing.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** RFC 4180 text against FastCSV, where it leaves nothing to choose. */
class FastCsvProperties {
  private static final Definition DEFINITION =
      Reading.definition(
          UnknownColumns.REJECT,
          Columns.column("a", "varchar").defaultValue("").build(),
          Columns.column("b", "varchar").defaultValue("").build());

  @Property(tries = 3000)
  void recordsOfTheRightLengthHaveTheSameFields(@ForAll("documents") String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    List<String> expected = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(document)) {
      for (CsvRecord record : reader) {
        if (record.getFieldCount() == 2) {
          expected.add(Json.write(record.getFields()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Reading reading =
        new Reading(bytes, TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 0), DEFINITION);
    List<String> rows =
        reading.whole().rows().stream().map(row -> row.substring(row.indexOf(' ') + 1)).toList();
    assertThat(rows).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> quoted =
        Arbitraries.strings()
            .withChars('"', ',', '\n', '\r', 'a', 'é', ' ')
            .ofMaxLength(6)
            .map(text -> '"' + text.replace("\"", "\"\"") + '"');
    Arbitrary<String> plain = Arbitraries.strings().withChars('a', 'é', ' ', '#').ofMaxLength(6);
    Arbitrary<String> record =
        Arbitraries.oneOf(quoted, plain)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(fields -> String.join(",", fields));
    Arbitrary<String> lineEnd = Arbitraries.of("\n", "\r\n");
    return Combinators.combine(record, lineEnd)
        .as((text, end) -> text + end)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(records -> String.join("", records));
  }
}
