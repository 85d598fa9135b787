package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.segment.Dialect;
import dev.sheaf.core.segment.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case of the corpus; its README says what the files hold. */
record CorpusCase(String name, byte[] upload, Map<String, String> options, List<String> expected) {

  static CorpusCase read(Path upload) throws IOException {
    String name = upload.getFileName().toString();
    Path expectation = upload.resolveSibling(name.replaceFirst("[.].*", ".expected"));
    Map<String, String> options = new HashMap<>();
    List<String> expected =
        Files.readAllLines(expectation).stream()
            .filter(line -> !line.startsWith("#"))
            .filter(line -> !takeOption(line, options))
            .toList();
    return new CorpusCase(name, Files.readAllBytes(upload), options, expected);
  }

  private static boolean takeOption(String line, Map<String, String> options) {
    int colon = line.indexOf(": ");
    boolean option = colon > 0 && line.substring(0, colon).matches("[a-z_]+");
    if (option) {
      options.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return option;
  }

  UploadLayout layout() {
    if (name.endsWith(".ndjson")) {
      return UploadLayout.ndjson(0);
    }
    Dialect dialect = dialect();
    int end = 0;
    while (upload[end] != dialect.lineEnd().terminator()) {
      end++;
    }
    String header = new String(upload, 0, end, StandardCharsets.UTF_8);
    return UploadLayout.csv(
        dialect,
        Arrays.asList(header.replace("\r", "").split(String.valueOf(dialect.delimiter()))),
        end + 1);
  }

  Reading reading() {
    Column[] columns =
        Arrays.stream(options.getOrDefault("columns", "").split(", "))
            .map(CorpusCase::column)
            .toArray(Column[]::new);
    UnknownColumns unknown =
        options.containsKey("unknown") ? UnknownColumns.IGNORE : UnknownColumns.REJECT;
    Reading reading = new Reading(upload, layout(), Reading.definition(unknown, columns));
    String max = options.get("max_record_bytes");
    return max == null ? reading : reading.maxRecordBytes(Integer.parseInt(max));
  }

  @Override
  public String toString() {
    return name;
  }

  private static Column column(String text) {
    String[] words = text.split(" ");
    Columns column = Columns.column(words[0], words[1]);
    return words.length > 2 ? column.required().build() : column.build();
  }

  private Dialect dialect() {
    String text = options.getOrDefault("dialect", "");
    Character quote = character(text, "quote");
    Character delimiter = character(text, "delimiter");
    return new Dialect(
        delimiter == null ? ',' : delimiter,
        quote == null ? '"' : quote,
        character(text, "escape"),
        character(text, "comment"),
        !text.contains("newlines=forbidden"),
        text.contains("line_end=CR") ? LineEnd.CR : LineEnd.LF);
  }

  private static @Nullable Character character(String dialect, String role) {
    int at = dialect.indexOf(role + "=");
    if (at < 0) {
      return null;
    }
    String value = dialect.substring(at + role.length() + 1);
    return value.startsWith("\\t") ? '\t' : value.charAt(0);
  }
}
