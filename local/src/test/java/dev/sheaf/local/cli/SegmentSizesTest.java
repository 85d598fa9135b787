package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out is what an independent parser reads, wherever the cuts are. */
class SegmentSizesTest {
  private static final String DEFINITION =
      """
      dataset: notes
      columns:
        id: { type: bigint, required: true }
        text: varchar
        more: varchar
      rejects: { max_ratio: 0.5 }
      """;

  /** Quoted line ends, CRLF, doubled quotes, characters of several bytes, rejects between. */
  private static final String FIRST =
      "id,text,more\r\n"
          + "1,\"two\r\nlines, and a comma\",\"\"\"quoted\"\"\"\r\n"
          + "2,größer,日本語のテキスト\r\n"
          + "x,not a number,\"1,2\n3,4\"\r\n"
          + "3,,\"\"\r\n"
          + "4,\"a very long field that is longer than several segments\n\n\nwith empty lines\",z\r\n"
          + "5,only two fields\r\n"
          + "6,last,row\r\n";

  private static final String SECOND = "id,text,more\n7,\"\n\",a\n8,\"b\"\"\n9,c,d\",e\n10,f,g";

  @TempDir Path root;

  @Test
  void exportEqualsAnIndependentParseAtEverySegmentSize() throws IOException {
    Path folder = Files.createDirectories(root.resolve("notes"));
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("notes.yaml"), DEFINITION);
    Files.writeString(folder.resolve("a/first.csv"), FIRST);
    Files.writeString(folder.resolve("a/second.csv"), SECOND);

    Set<String> fingerprints = new HashSet<>();
    for (String size : List.of("7", "17", "64KiB")) {
      Path store = root.resolve("store-" + size);
      CommandRun run =
          CommandRun.on(store, "run", "--json", "--segment-size", size, folder.toString());
      assertThat(run.status()).as(run.err()).isZero();
      fingerprints.add(run.snapshot().get("fingerprint").textValue());

      Path csv = root.resolve("out-" + size + ".csv");
      CommandRun export =
          CommandRun.on(store, "export", "notes", "--format", "csv", "--out", csv.toString());
      assertThat(export.status()).as(export.err()).isZero();

      List<List<String>> expected = inUploadOrder(store);
      List<String> rejects = rejects(store);
      assertThat(rejects).containsExactly("x", "5");
      expected.removeIf(record -> rejects.contains(record.get(0)));
      assertThat(records(Files.readString(csv))).containsExactlyElementsOf(expected);
    }
    assertThat(fingerprints).hasSize(1);
  }

  /** All records: of files that are uploaded at once, the bucket says which came first. */
  private static List<List<String>> inUploadOrder(Path store) {
    String contributions =
        CommandRun.on(store, "show", "notes", "--json").json().get("contributions").toString();
    boolean inOrder = contributions.indexOf("a/first.csv") < contributions.indexOf("a/second.csv");
    List<List<String>> records = new ArrayList<>(records(inOrder ? FIRST : SECOND));
    records.addAll(records(inOrder ? SECOND : FIRST));
    return records;
  }

  /** The first fields of the records that were rejected. */
  private static List<String> rejects(Path store) {
    List<String> first = new ArrayList<>();
    for (JsonNode reject :
        CommandRun.on(store, "rejects", "notes", "--json").json().get("rejects")) {
      first.add(reject.get("raw").textValue().split(",")[0]);
    }
    return first;
  }

  /** Without the header. */
  private static List<List<String>> records(String csv) {
    return CsvReader.builder().allowMissingFields(true).ofCsvRecord(csv).stream()
        .skip(1)
        .map(CsvRecord::getFields)
        .toList();
  }
}
