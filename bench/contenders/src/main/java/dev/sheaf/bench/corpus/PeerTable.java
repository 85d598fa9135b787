package dev.sheaf.bench.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What FastCSV or Jackson finds in a file. FastCSV is told the delimiter that gives most records the
 * same number of fields, more than one.
 */
sealed interface PeerTable {

  /**
   * Delimited text.
   *
   * @param lines on which the records begin, from 1
   */
  record Delimited(char delimiter, List<List<String>> records, List<Long> lines)
      implements PeerTable {}

  /** A JSON object on each line. */
  record Objects(List<JsonNode> records) implements PeerTable {}

  /** Reads delimited text; empty if it is not what FastCSV takes. */
  static Optional<PeerTable> delimited(String text) {
    Delimited best = null;
    long bestScore = -1;
    for (char delimiter : new char[] {',', ';', '\t', '|'}) {
      Optional<Delimited> table = delimited(text, delimiter);
      long score = table.map(PeerTable::alike).orElse(-1L);
      if (table.isPresent() && score > bestScore) {
        best = table.get();
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Delimited> delimited(String text, char delimiter) {
    CsvReader.CsvReaderBuilder builder =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true);
    List<List<String>> records = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = builder.ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        records.add(record.getFields());
        lines.add(record.getStartingLineNumber());
      }
      return Optional.of(new Delimited(delimiter, records, lines));
    } catch (CsvParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static long alike(Delimited table) {
    Map<Integer, Long> widths = new HashMap<>();
    table.records().forEach(record -> widths.merge(record.size(), 1L, Long::sum));
    return widths.entrySet().stream()
        .filter(width -> width.getKey() > 1)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Reads NDJSON; empty if a line is no JSON object. */
  static Optional<PeerTable> objects(String text) {
    ObjectReader json =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    List<JsonNode> records = new ArrayList<>();
    try {
      for (String line : text.split("\n")) {
        if (!line.isBlank()) {
          records.add(json.readTree(line));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return records.stream().allMatch(JsonNode::isObject)
        ? Optional.of(new Objects(records))
        : Optional.empty();
  }
}
