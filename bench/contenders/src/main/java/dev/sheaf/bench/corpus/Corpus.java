package dev.sheaf.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.upload.UploadRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Prints a table of all files of a folder: loaded, refused, and why; with what differs. */
final class Corpus {
  private final Map<String, Integer> totals = new HashMap<>();

  private Corpus() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Corpus::isData).filter(Files::isRegularFile).sorted().toList();
    }
    Corpus corpus = new Corpus();
    System.out.println("| file | without a definition | with one |");
    System.out.println("|---|---|---|");
    for (Path file : files) {
      corpus.look(folder.relativize(file).toString(), Files.readAllBytes(file));
    }
    System.out.printf("%n%d files%n", files.size());
    corpus.totals.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(total -> System.out.printf("- %s: %d%n", total.getKey(), total.getValue()));
    if (corpus.totals.keySet().stream().anyMatch(key -> key.endsWith("DIFFERENT"))) {
      System.exit(1);
    }
  }

  private static boolean isData(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv|ndjson)");
  }

  private void look(String name, byte[] bytes) {
    String key = "d/default/" + name;
    String inferred = outcome("inferred", () -> inferred(key, bytes));
    String declared = outcome("declared", () -> declared(key, bytes));
    System.out.printf("| %s | %s | %s |%n", cell(name), inferred, declared);
  }

  private String outcome(String how, Supplier<String> reading) {
    String outcome;
    try {
      outcome = reading.get();
    } catch (UploadRefusedException | IllegalArgumentException e) {
      outcome = "refused: " + cell(String.valueOf(e.getMessage()));
    }
    totals.merge(how + ", " + outcome.replaceFirst("[:,].*", ""), 1, Integer::sum);
    return outcome;
  }

  private static String cell(String text) {
    return text.lines().findFirst().orElse("").replace("|", "\\|");
  }

  private static String inferred(String key, byte[] bytes) {
    SheafTable table = SheafTable.read(key, bytes, SheafTable.infer(key, bytes));
    return compared(table, peer(key, bytes, table.layout().encoding()));
  }

  /** Every column a text, so that nothing can be a reject but for its form. */
  private static String declared(String key, byte[] bytes) {
    Encoding encoding = Encoding.ofMark(bytes).orElse(Encoding.UTF_8);
    Optional<PeerTable> peer = peer(key, bytes, encoding);
    if (peer.isEmpty()) {
      return "not compared: the peer cannot read it";
    }
    Definition definition = definition(peer.get());
    return compared(SheafTable.read(key, bytes, definition), peer);
  }

  private static Definition definition(PeerTable peer) {
    if (peer instanceof PeerTable.Delimited delimited) {
      int width = delimited.records().stream().mapToInt(List::size).max().orElse(1);
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        columns.add(Column.of("c" + i, ColumnType.parse("varchar")));
      }
      Source.Builder source =
          Source.builder()
              .format(Format.CSV)
              .delimiter(delimited.delimiter())
              .header(Source.Header.ABSENT)
              .shortRecords(Source.ShortRecords.FILL);
      return definition(source.build(), columns);
    }
    Set<String> names = new LinkedHashSet<>();
    List<Column> columns = new ArrayList<>();
    for (JsonNode record : ((PeerTable.Objects) peer).records()) {
      for (Map.Entry<String, JsonNode> member : record.properties()) {
        if (names.add(Column.fold(member.getKey().strip()))) {
          columns.add(Column.of(member.getKey().strip(), ColumnType.parse("json")));
        }
      }
    }
    return definition(Source.builder().format(Format.NDJSON).build(), columns);
  }

  private static Definition definition(Source source, List<Column> columns) {
    return new Definition(
        "d",
        Map.of("default", source),
        columns,
        Definition.UnknownColumns.REJECT,
        1.0,
        Definition.Admission.ON_UPLOAD,
        List.of());
  }

  private static Optional<PeerTable> peer(String key, byte[] bytes, Encoding encoding) {
    String text = new String(bytes, encoding.charset());
    String unmarked = text.replaceFirst("^\uFEFF", "").replaceFirst("\u001A\\s*$", "");
    return key.endsWith(".ndjson") ? PeerTable.objects(unmarked) : PeerTable.delimited(unmarked);
  }

  private static String compared(SheafTable table, Optional<PeerTable> peer) {
    if (peer.isEmpty()) {
      return "not compared: the peer cannot read it";
    }
    Comparison comparison = new Comparison(table);
    if (peer.get() instanceof PeerTable.Delimited delimited) {
      comparison.fields(delimited.records());
    } else {
      comparison.members(((PeerTable.Objects) peer.get()).records());
    }
    return comparison.verdict();
  }
}
