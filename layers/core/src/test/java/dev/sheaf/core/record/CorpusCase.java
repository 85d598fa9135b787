package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

  TextLayout layout() {
    String dialect = options.getOrDefault("dialect", "");
    String encoding = options.get("encoding");
    Source.Builder source =
        Source.builder()
            .encoding(encoding == null ? null : Encoding.parse(encoding))
            .skipRows(Integer.parseInt(options.getOrDefault("skip_rows", "0")))
            .escape(character(dialect, "escape"))
            .escapes(dialect.contains("escapes=c") ? Source.Escapes.C : null)
            .comment(character(dialect, "comment"))
            .quotedNewlines(
                dialect.contains("newlines=forbidden")
                    ? Source.QuotedNewlines.FORBIDDEN
                    : Source.QuotedNewlines.ALLOWED)
            .header(options.containsKey("header") ? Source.Header.ABSENT : Source.Header.PRESENT)
            .shortRecords(
                options.containsKey("short_records")
                    ? Source.ShortRecords.FILL
                    : Source.ShortRecords.REJECT);
    if (dialect.contains("delimiter=none")) {
      source.without(Source.Mark.DELIMITER);
    } else {
      source.delimiter(Objects.requireNonNullElse(character(dialect, "delimiter"), ','));
    }
    if (dialect.contains("quote=none")) {
      source.without(Source.Mark.QUOTE);
    } else {
      source.quote(character(dialect, "quote"));
    }
    return LayoutDetector.detect(
        new Head(upload, upload.length),
        source.build(),
        name,
        Arrays.stream(columns()).map(Column::name).toList());
  }

  Reading reading() {
    UnknownColumns unknown =
        UnknownColumns.valueOf(options.getOrDefault("unknown", "reject").toUpperCase(Locale.ROOT));
    Reading reading = new Reading(upload, layout(), Reading.definition(unknown, columns()));
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

  private Column[] columns() {
    return Arrays.stream(options.getOrDefault("columns", "").split(", "))
        .map(CorpusCase::column)
        .toArray(Column[]::new);
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
