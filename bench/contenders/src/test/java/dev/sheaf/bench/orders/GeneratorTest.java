package dev.sheaf.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  private static final long BYTES = 2_000_000;

  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    OrderFiles first = OrderFiles.of(folder, "first");
    OrderFiles second = OrderFiles.of(folder, "second");

    assertThat(new Generator(7).generate(first, BYTES))
        .isEqualTo(new Generator(7).generate(second, BYTES));
    assertThat(first.csv()).hasSameBinaryContentAs(second.csv());
    assertThat(first.ndjson()).hasSameBinaryContentAs(second.ndjson());
  }

  @Test
  void theTruthCountsWhatIsInTheCsvFile() throws IOException {
    OrderFiles files = OrderFiles.of(folder, "csv");
    Truth truth = new Generator(7).generate(files, BYTES);
    List<CsvRecord> records;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(files.csv())) {
      records = reader.stream().skip(1).toList();
    }

    assertThat(records).hasSize((int) truth.records());
    assertThat(records.stream().filter(GeneratorTest::holdsLineEnd).count())
        .isEqualTo(truth.quotedNewlines())
        .isBetween(truth.records() * 2 / 1000, truth.records() * 4 / 1000);
    assertThat(truth.rows().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(truth.records() - truth.bad());
    assertThat(truth.bad()).isBetween(truth.records() / 2000, truth.records() / 500);
    assertThat(Files.size(files.csv())).isEqualTo(truth.csvBytes());
  }

  @Test
  void everyOrderIsALineOfNdjsonAndFewAreMalformed() throws IOException {
    OrderFiles files = OrderFiles.of(folder, "ndjson");
    Truth truth = new Generator(7).generate(files, BYTES);
    List<String> lines = Files.readAllLines(files.ndjson());

    assertThat(lines).hasSize((int) truth.records());
    assertThat(lines.stream().filter(GeneratorTest::isMalformed).count())
        .isBetween(1L, truth.bad() - 1);
  }

  private static boolean holdsLineEnd(CsvRecord record) {
    return record.getFields().stream().anyMatch(field -> field.contains("\n"));
  }

  private static boolean isMalformed(String line) {
    try {
      new ObjectMapper().readTree(line);
      return false;
    } catch (JsonProcessingException e) {
      return true;
    }
  }
}
