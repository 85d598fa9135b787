package dev.sheaf.core.yaml;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.Retention;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.upload.LandingKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a definition that people wrote, in YAML:
 *
 * <pre>{@code
 * dataset: weather
 * nulls: [NA]                        # texts that stand for NULL in every column
 * sources:
 *   noaa: { format: csv, delimiter: ";", rename: { tmp: temp } }
 * columns:
 *   origin: varchar                  # short for { type: varchar }
 *   temp: { type: double, min: -80, max: 150 }
 * unknown_columns: reject            # or ignore, keep
 * transform: SELECT *, temp < 32 AS frost FROM segment
 * integrate: { mode: append }        # or replace, upsert, aggregate
 * index: [origin]
 * retain: { snapshots: 30 }
 * rejects: { max_ratio: 0.01 }
 * admit: on_upload                   # or scheduled
 * }</pre>
 *
 * <p>Anything else is an error: what is not understood is never passed over. The SQL of
 * a transform is taken as text: whoever can run it checks it.
 */
public final class DefinitionParser {
  private static final List<String> KEYS =
      List.of(
          "dataset",
          "sources",
          "columns",
          "nulls",
          "unknown_columns",
          "transform",
          "integrate",
          "index",
          "retain",
          "rejects",
          "admit");

  private final Findings findings;

  private DefinitionParser(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reads one definition.
   *
   * @param fileName what the errors call the text
   * @throws DefinitionException with all errors that the text has
   */
  public static Definition parse(String fileName, String yaml) {
    Findings findings = new Findings(fileName);
    Optional<Definition> definition =
        YamlText.compose(yaml, findings)
            .flatMap(root -> new DefinitionParser(findings).definition(root));
    findings.throwIfAny();
    return definition.orElseThrow();
  }

  private Optional<Definition> definition(Node root) {
    Optional<YamlMapping> mapping = YamlMapping.of(root, "the definition", findings);
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping yaml = mapping.get().allowOnly(KEYS);
    if (!yaml.has("dataset")) {
      yaml.find("dataset", "the key 'dataset' is missing: the name of what is defined");
    }
    Optional<String> name = yaml.read("dataset", text -> LandingKey.requireName("dataset", text));
    List<Column> columns = columns(yaml);
    Map<String, Source> sources = sources(yaml, columns);
    Definition.UnknownColumns unknownColumns =
        yaml.choice(
            "unknown_columns",
            Map.of(
                "reject", Definition.UnknownColumns.REJECT,
                "ignore", Definition.UnknownColumns.IGNORE,
                "keep", Definition.UnknownColumns.KEEP),
            Definition.UnknownColumns.REJECT);
    checkExtras(yaml, columns, unknownColumns);
    Definition.Admission admission =
        yaml.choice(
            "admit",
            Map.of(
                "on_upload", Definition.Admission.ON_UPLOAD,
                "scheduled", Definition.Admission.SCHEDULED),
            Definition.Admission.ON_UPLOAD);
    Optional<Transform> transform = yaml.read("transform", sql -> Transform.of(sql.strip()));
    IntegrationYaml integration = new IntegrationYaml(yaml);
    Optional<Integration> integrate = integration.read();
    Optional<Retention> retention = retention(yaml);
    Optional<Double> maxRejectRatio = maxRejectRatio(yaml);
    if (findings.count() > 0) {
      return Optional.empty();
    }
    Definition definition =
        new Definition(
            name.orElseThrow(),
            sources,
            columns,
            transform.orElse(null),
            unknownColumns,
            integrate.orElse(new Integration.Append()),
            yaml.texts("index"),
            retention.orElse(null),
            maxRejectRatio.orElse(null),
            admission,
            List.of());
    definition.flaws().forEach(integration::find);
    return Optional.of(definition);
  }

  private List<Column> columns(YamlMapping yaml) {
    List<String> everywhere = yaml.texts("nulls");
    if (!yaml.has("columns")) {
      yaml.find("columns", "the key 'columns' is missing: name: type, one line per column");
    }
    Optional<YamlMapping> columns = yaml.mapping("columns");
    if (columns.isPresent() && columns.get().keys().isEmpty()) {
      yaml.find("columns", "there are no columns");
    }
    List<Column> read = new ArrayList<>();
    columns.ifPresent(
        named -> {
          Set<String> taken = new HashSet<>();
          for (String name : named.keys()) {
            if (!taken.add(Column.fold(name))) {
              named.find(
                  name, "column '%s' is there twice (names compare without case)".formatted(name));
            }
            new ColumnYaml(named, name, everywhere, findings).read().ifPresent(read::add);
          }
        });
    return read;
  }

  private Map<String, Source> sources(YamlMapping yaml, List<Column> columns) {
    Map<String, Source> read = new LinkedHashMap<>();
    yaml.mapping("sources")
        .ifPresent(
            named -> {
              for (String name : named.keys()) {
                new SourceYaml(named, name, columns, findings)
                    .read()
                    .ifPresent(source -> read.put(name, source));
              }
            });
    return read;
  }

  private static void checkExtras(
      YamlMapping yaml, List<Column> columns, Definition.UnknownColumns unknownColumns) {
    boolean taken =
        columns.stream().anyMatch(column -> column.foldedName().equals(Definition.EXTRAS));
    if (taken && unknownColumns == Definition.UnknownColumns.KEEP) {
      yaml.find(
          "unknown_columns",
          "with 'keep', column '%s' holds the unknown ones: give the column of that name another"
              .formatted(Definition.EXTRAS));
    }
  }

  private static Optional<Retention> retention(YamlMapping yaml) {
    Optional<YamlMapping> retain = yaml.mapping("retain");
    retain.ifPresent(
        mapping -> {
          if (!mapping.allowOnly(List.of("snapshots")).has("snapshots")) {
            mapping.find("snapshots", "'retain' says nothing; write { snapshots: 30 }");
          }
        });
    return retain.flatMap(mapping -> mapping.read("snapshots", DefinitionParser::retained));
  }

  private static Retention retained(String text) {
    try {
      return new Retention(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a whole number from 1".formatted(text), e);
    }
  }

  private Optional<Double> maxRejectRatio(YamlMapping yaml) {
    return yaml.mapping("rejects")
        .flatMap(rejects -> rejects.allowOnly(List.of("max_ratio")).read("max_ratio", this::ratio));
  }

  private double ratio(String text) {
    try {
      double ratio = Double.parseDouble(text);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message that fits both.
    }
    throw new IllegalArgumentException("'%s' is not a number from 0 to 1".formatted(text));
  }
}
