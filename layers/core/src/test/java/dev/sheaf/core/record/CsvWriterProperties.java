package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.record.Tables.Table;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.testing.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Tables.class)
class CsvWriterProperties {

  @Property(tries = 1000)
  void whatIsWrittenReadsBackEqual(@ForAll Table table) {
    byte[] csv = table.csv();
    int dataStart = indexOf(csv, '\n') + 1;
    if (dataStart == csv.length) {
      assertThat(table.rows()).isEmpty();
      return;
    }
    List<String> header = Tables.SCHEMA.fields().stream().map(RowSchema.Field::name).toList();
    Reading reading =
        new Reading(
            csv,
            TextLayout.csv(Dialects.rfc4180(), header, dataStart),
            Reading.definition(UnknownColumns.REJECT, Tables.COLUMNS.toArray(new Column[0])));
    Result read = reading.whole();
    assertThat(read.rejects()).isEmpty();
    assertThat(read.rows()).hasSameSizeAs(table.rows());
    for (int i = 0; i < read.rows().size(); i++) {
      assertThat(read.rows().get(i)).endsWith(" " + Json.write(table.rows().get(i)));
    }
    assertThat(read.fingerprint()).isEqualTo(table.fingerprint(FingerprintVersion.V1));
  }

  @Property(tries = 500)
  void anotherReaderSeesTheSameFields(@ForAll Table table) {
    List<List<String>> seen = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().ofCsvRecord(new String(table.csv(), StandardCharsets.UTF_8))) {
      reader.stream().skip(1).forEach(record -> seen.add(record.getFields()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<List<String>> expected =
        table.rows().stream()
            .map(row -> row.stream().map(text -> text == null ? "" : text).toList())
            .toList();
    assertThat(seen).isEqualTo(expected);
  }

  private static int indexOf(byte[] bytes, char wanted) {
    int at = 0;
    while (bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
