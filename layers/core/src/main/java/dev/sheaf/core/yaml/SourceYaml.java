package dev.sheaf.core.yaml;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.ValueStyle;
import dev.sheaf.core.text.Spelling;
import dev.sheaf.core.upload.LandingKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One source, as definitions write it. */
final class SourceYaml {
  private static final List<String> CSV_KEYS =
      List.of(
          "delimiter", "quote", "escape", "comment", "quoted_newlines", "header", "short_records");
  static final List<String> KEYS =
      List.of(
          "format",
          "encoding",
          "skip_rows",
          "delimiter",
          "quote",
          "escape",
          "comment",
          "quoted_newlines",
          "header",
          "rename",
          "escapes",
          "short_records",
          "decimal_point",
          "grouping",
          "formats",
          "zone",
          "nulls");

  private final YamlMapping sources;
  private final String name;
  private final List<Column> columns;
  private final Findings findings;

  SourceYaml(YamlMapping sources, String name, List<Column> columns, Findings findings) {
    this.sources = sources;
    this.name = name;
    this.columns = columns;
    this.findings = findings;
  }

  Optional<Source> read() {
    if (!LandingKey.isName(name)) {
      sources.find(name, "source name '%s' is not of the form [a-z][a-z0-9_]*".formatted(name));
    }
    return sources
        .mapping(name, "source '%s'".formatted(name))
        .flatMap(yaml -> source(yaml.allowOnly(KEYS)));
  }

  private Optional<Source> source(YamlMapping yaml) {
    Optional<Format> format = yaml.read("format", Format::parse);
    if (format.filter(known -> !known.isDelimited()).isPresent()) {
      CSV_KEYS.stream()
          .filter(yaml::has)
          .forEach(key -> yaml.find(key, "'%s' is for csv, not %s".formatted(key, format.get())));
    }
    try {
      Source.Builder source =
          Source.builder()
              .format(format.orElse(null))
              .encoding(yaml.read("encoding", Encoding::parse).orElse(null))
              .skipRows(yaml.read("skip_rows", SourceYaml::rows).orElse(0))
              .escape(yaml.read("escape", ColumnYaml::character).orElse(null))
              .comment(yaml.read("comment", ColumnYaml::character).orElse(null))
              .quotedNewlines(
                  yaml.choice(
                      "quoted_newlines",
                      Map.of(
                          "true", Source.QuotedNewlines.ALLOWED,
                          "false", Source.QuotedNewlines.FORBIDDEN),
                      Source.QuotedNewlines.ALLOWED))
              .header(
                  yaml.choice(
                      "header",
                      Map.of("true", Source.Header.PRESENT, "false", Source.Header.ABSENT),
                      Source.Header.PRESENT))
              .rename(rename(yaml))
              .shortRecords(
                  yaml.choice(
                      "short_records",
                      Map.of(
                          "reject", Source.ShortRecords.REJECT,
                          "fill", Source.ShortRecords.FILL),
                      Source.ShortRecords.REJECT))
              .values(values(yaml));
      if (yaml.has("escapes")) {
        source.escapes(yaml.choice("escapes", Map.of("c", Source.Escapes.C), Source.Escapes.C));
      }
      if (isNone(yaml, "delimiter")) {
        source.without(Source.Mark.DELIMITER);
      } else {
        source.delimiter(yaml.read("delimiter", SourceYaml::delimiter).orElse(null));
      }
      if (isNone(yaml, "quote")) {
        source.without(Source.Mark.QUOTE);
      } else {
        source.quote(yaml.read("quote", ColumnYaml::character).orElse(null));
      }
      return Optional.of(source.build());
    } catch (IllegalArgumentException e) {
      sources.find(name, "source '%s': %s".formatted(name, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static boolean isNone(YamlMapping yaml, String key) {
    return yaml.value(key)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> scalar.getValue().equals("none"))
        .isPresent();
  }

  private static char delimiter(String text) {
    if (text.length() < 2) {
      return ColumnYaml.character(text);
    }
    throw new IllegalArgumentException(
        "'%s' has %d characters; a delimiter is one ASCII character (a tab is written \"\\t\") or none: %s"
            .formatted(text, text.length(), inPlaceOf(text)));
  }

  /** Files are cut at any byte, and no byte of a longer delimiter tells alone whether it is one. */
  private static String inPlaceOf(String delimiter) {
    String mark = delimiter.strip();
    if (mark.length() == 1) {
      return "declare '%s'; spaces around values are dropped but in texts, and there with trim: true"
          .formatted(mark);
    }
    return delimiter.chars().distinct().count() == 1
        ? "declare '%s', and unknown_columns: ignore for the empty fields between"
            .formatted(delimiter.charAt(0))
        : "replace it in the files, as in sed 's/%s/\\x1f/g', and declare delimiter: \"\\x1f\""
            .formatted(delimiter);
  }

  private ValueStyle values(YamlMapping yaml) {
    ValueStyle style =
        new ValueStyle(
            yaml.read("decimal_point", ColumnYaml::character).orElse(null),
            yaml.read("grouping", ColumnYaml::character).orElse(null),
            yaml.texts("formats"),
            yaml.text("zone").orElse(null),
            yaml.has("nulls") ? yaml.texts("nulls") : null);
    Set<List<String>> flaws = new LinkedHashSet<>();
    Stream.concat(
            columns.stream().map(SourceYaml::withoutRules),
            Stream.of(ColumnType.Kind.DOUBLE, ColumnType.Kind.TIMESTAMP)
                .map(kind -> Column.of(name, ColumnType.of(kind))))
        .forEach(
            column ->
                ColumnCheck.check(
                    style.of(column), key -> false, (key, flaw) -> flaws.add(List.of(key, flaw))));
    for (List<String> flaw : flaws) {
      if (yaml.has(flaw.get(0))) {
        yaml.find(flaw.get(0), "'%s' of source '%s': %s".formatted(flaw.get(0), name, flaw.get(1)));
      }
    }
    return style;
  }

  /** Bounds and defaults are written as the column writes values, not as this source does. */
  private static Column withoutRules(Column column) {
    return Column.of(column.name(), column.type())
        .withNumbers(column.decimalPoint(), column.grouping());
  }

  private static int rows(String text) {
    try {
      int rows = Integer.parseInt(text);
      if (rows >= 0) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message that fits both.
    }
    throw new IllegalArgumentException("'%s' is not a whole number from 0".formatted(text));
  }

  private Map<String, String> rename(YamlMapping yaml) {
    Map<String, String> renamed = new LinkedHashMap<>();
    String called = "'rename' of source '%s'".formatted(name);
    yaml.mapping("rename", called)
        .ifPresent(
            names -> {
              Set<String> taken = new HashSet<>();
              for (String from : names.keys()) {
                Optional<String> to = names.text(from);
                to.ifPresent(column -> renamed.put(from, column));
                to.flatMap(column -> wrong(column, taken))
                    .ifPresent(message -> names.find(from, called + ": " + message));
              }
            });
    return renamed;
  }

  private Optional<String> wrong(String column, Set<String> taken) {
    List<String> known = columns.stream().map(Column::name).toList();
    if (known.stream().noneMatch(name -> Column.fold(name).equals(Column.fold(column)))) {
      String guess =
          Spelling.nearest(column, known).map("; did you mean '%s'?"::formatted).orElse("");
      // With errors in the columns, the list of known ones is not complete.
      return findings.count() > 0 && guess.isEmpty()
          ? Optional.empty()
          : Optional.of("there is no column '%s'%s".formatted(column, guess));
    }
    return taken.add(Column.fold(column))
        ? Optional.empty()
        : Optional.of("column '%s' is given two names".formatted(column));
  }
}
