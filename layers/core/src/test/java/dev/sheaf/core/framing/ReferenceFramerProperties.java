package dev.sheaf.core.framing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The reference against a CSV reader written by others, where the dialects agree. */
class ReferenceFramerProperties {
  @Property(tries = 5000)
  void recordsReadApartAreTheRecordsReadTogether(@ForAll("csvTexts") String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.US_ASCII);
    List<List<String>> apart = new ArrayList<>();
    for (ReferenceFramer.Extent record :
        new ReferenceFramer(Dialects.rfc4180(), bytes).records(0)) {
      List<List<String>> one = read(csv.substring(record.start(), record.end()));
      assertThat(one).as("record at %d of <%s>", record.start(), csv).hasSize(1);
      apart.addAll(one);
    }
    assertThat(apart).isEqualTo(read(csv));
  }

  @Provide
  Arbitrary<String> csvTexts() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars('a', 'b', ' ').ofMaxLength(3),
            Arbitraries.strings()
                .withChars('a', ',', '"', '\n', '\r')
                .ofMaxLength(5)
                .map(text -> '"' + text.replace("\"", "\"\"") + '"'));
    Arbitrary<String> record =
        field
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .flatMap(
                fields -> Arbitraries.of("\n", "\r\n").map(end -> String.join(",", fields) + end));
    return record.list().ofMaxSize(8).map(records -> String.join("", records));
  }

  private static List<List<String>> read(String csv) {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(csv)
        .stream()
        .map(CsvRecord::getFields)
        .toList();
  }
}
