package dev.sheaf.core.yaml;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.ValueStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a definition as people would: YAML that {@link DefinitionParser} reads back to an equal
 * definition, but for the evidence, which becomes comments. What is as it would be without saying
 * is left out.
 */
public final class DefinitionWriter {
  private DefinitionWriter() {}

  /** The whole document, with a line end at its end. */
  public static String write(Definition definition) {
    StringBuilder yaml = new StringBuilder();
    definition.evidence().forEach(line -> yaml.append("# ").append(comment(line)).append('\n'));
    yaml.append("dataset: ").append(definition.dataset()).append('\n');
    if (!definition.sources().isEmpty()) {
      yaml.append("sources:\n");
      definition.sources().forEach((name, source) -> yaml.append(entry(name, flow(source))));
    }
    yaml.append("columns:\n");
    definition.columns().forEach(column -> yaml.append(entry(column.name(), flow(column))));
    if (definition.unknownColumns() != Definition.UnknownColumns.REJECT) {
      yaml.append("unknown_columns: ").append(word(definition.unknownColumns())).append('\n');
    }
    if (definition.transform() != null) {
      yaml.append("transform: ").append(YamlScalar.block(definition.transform().sql(), "  "));
    }
    yaml.append("integrate: ").append(flow(definition.integration())).append('\n');
    if (!definition.index().isEmpty()) {
      yaml.append("index: ").append(list(definition.index())).append('\n');
    }
    if (definition.retention() != null) {
      yaml.append("retain: { snapshots: %d }\n".formatted(definition.retention().snapshots()));
    }
    if (definition.maxRejectRatio() != null) {
      yaml.append("rejects: { max_ratio: ").append(definition.maxRejectRatio()).append(" }\n");
    }
    if (definition.admission() != Definition.Admission.ON_UPLOAD) {
      yaml.append("admit: ").append(word(definition.admission())).append('\n');
    }
    return yaml.toString();
  }

  private static String entry(String name, String value) {
    return "  %s: %s\n".formatted(YamlScalar.write(name), value);
  }

  private static String flow(Source source) {
    List<String> items = new ArrayList<>();
    add(items, "format", source.format());
    add(items, "encoding", source.encoding());
    if (source.skipRows() > 0) {
      add(items, "skip_rows", source.skipRows());
    }
    addMark(items, "delimiter", source, Source.Mark.DELIMITER, source.delimiter());
    addMark(items, "quote", source, Source.Mark.QUOTE, source.quote());
    add(items, "escape", source.escape());
    if (source.escapes() == Source.Escapes.C) {
      items.add("escapes: c");
    }
    add(items, "comment", source.comment());
    if (source.quotedNewlines() == Source.QuotedNewlines.FORBIDDEN) {
      items.add("quoted_newlines: false");
    }
    if (source.header() == Source.Header.ABSENT) {
      items.add("header: false");
    }
    if (source.shortRecords() == Source.ShortRecords.FILL) {
      items.add("short_records: fill");
    }
    if (source.values() != null) {
      addStyle(items, source.values());
    }
    if (!source.rename().isEmpty()) {
      List<String> renames = new ArrayList<>();
      source.rename().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(rename -> add(renames, YamlScalar.write(rename.getKey()), rename.getValue()));
      items.add("rename: " + braces(renames));
    }
    return braces(items);
  }

  private static void addStyle(List<String> items, ValueStyle style) {
    add(items, "decimal_point", style.decimalPoint());
    add(items, "grouping", style.grouping());
    addAll(items, "formats", style.formats());
    add(items, "zone", style.zone());
    if (style.nulls() != null) {
      items.add("nulls: " + list(style.nulls()));
    }
  }

  private static void addMark(
      List<String> items,
      String key,
      Source source,
      Source.Mark mark,
      @Nullable Character character) {
    add(items, key, source.without().contains(mark) ? "none" : character);
  }

  private static String flow(Column column) {
    List<String> items = new ArrayList<>();
    add(items, "type", column.type());
    if (column.requirement() == Column.Requirement.REQUIRED) {
      items.add("required: true");
    }
    if (column.trim() == Column.Trim.BOTH) {
      items.add("trim: true");
    }
    if (column.letterCase() != Column.LetterCase.KEEP) {
      items.add("case: " + word(column.letterCase()));
    }
    addAll(items, "nulls", column.nulls());
    addAll(items, "formats", column.formats());
    add(items, "zone", column.zone());
    if (column.decimalPoint() != '.') {
      add(items, "decimal_point", column.decimalPoint());
    }
    add(items, "grouping", column.grouping());
    add(items, "default", column.defaultValue());
    add(items, "min", column.min());
    add(items, "max", column.max());
    add(items, "pattern", column.pattern());
    addAll(items, "one_of", column.oneOf());
    add(items, "max_length", column.maxLength());
    add(items, "renamed_from", column.renamedFrom());
    return items.size() == 1 ? YamlScalar.write(column.type().toString()) : braces(items);
  }

  private static List<String> upsert(Integration.Upsert upsert) {
    List<String> items = new ArrayList<>();
    addAll(items, "key", upsert.key());
    add(items, "latest_by", upsert.latestBy());
    return items;
  }

  private static List<String> aggregate(Aggregation aggregation) {
    List<String> items = new ArrayList<>();
    addAll(items, "group_by", aggregation.groupBy());
    List<String> measures = new ArrayList<>();
    for (Aggregation.Measured measured : aggregation.measures()) {
      addAll(
          measures,
          YamlScalar.write(measured.column()),
          measured.measures().stream().map(Measure::word).toList());
    }
    if (!measures.isEmpty()) {
      items.add("measures: " + braces(measures));
    }
    return items;
  }

  private static String flow(Integration integration) {
    List<String> items = new ArrayList<>(List.of("mode: " + integration.mode()));
    items.addAll(
        integration.match(
            append -> List.of(),
            replace -> List.of(),
            DefinitionWriter::upsert,
            aggregate -> aggregate(aggregate.aggregation())));
    return braces(items);
  }

  private static void add(List<String> items, String key, @Nullable Object value) {
    if (value != null) {
      items.add(key + ": " + YamlScalar.write(value.toString()));
    }
  }

  private static void addAll(List<String> items, String key, List<String> values) {
    if (!values.isEmpty()) {
      items.add("%s: %s".formatted(key, list(values)));
    }
  }

  private static String list(List<String> values) {
    return values.stream().map(YamlScalar::write).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String braces(List<String> items) {
    return items.isEmpty() ? "{}" : "{ " + String.join(", ", items) + " }";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String comment(String line) {
    String quoted = YamlScalar.quote(line);
    return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"");
  }
}
