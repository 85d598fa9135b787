package dev.sheaf.core.yaml;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.DefinitionFlaw;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How rows are integrated, as definitions write it, and where names in it are. */
final class IntegrationYaml {
  private static final Map<String, Mode> MODES = modes();

  private final YamlMapping definition;
  private final Optional<YamlMapping> yaml;

  /**
   * A mode.
   *
   * @param keys that belong to it
   * @param reader of what stands under them; empty where that makes no sense, with findings
   */
  private record Mode(List<String> keys, Function<YamlMapping, Optional<Integration>> reader) {}

  IntegrationYaml(YamlMapping definition) {
    this.definition = definition;
    this.yaml = definition.mapping("integrate");
  }

  /** The mode with what belongs to it; empty where nothing is said, or nothing that makes sense. */
  Optional<Integration> read() {
    return yaml.flatMap(this::integration);
  }

  /** Adds a finding at the place of a name that does not fit. */
  void find(DefinitionFlaw flaw) {
    String message = "%s: %s".formatted(flaw.part().word(), flaw.message());
    if (flaw.part() == DefinitionFlaw.Part.INDEX) {
      definition.find("index", message);
      return;
    }
    Optional<YamlMapping> measures =
        yaml.filter(mapping -> flaw.part() == DefinitionFlaw.Part.MEASURES)
            .flatMap(mapping -> mapping.mapping("measures"));
    if (measures.isPresent()) {
      measures.get().find(flaw.column(), message);
    } else {
      yaml.ifPresent(mapping -> mapping.find(flaw.part().word(), message));
    }
  }

  private Optional<Integration> integration(YamlMapping mapping) {
    if (!mapping.has("mode")) {
      mapping.find("mode", "'integrate' has no mode; it is " + String.join(", ", MODES.keySet()));
      return Optional.empty();
    }
    Optional<Mode> mode = mapping.read("mode", IntegrationYaml::mode);
    mode.ifPresent(known -> mapping.allowOnly(known.keys()));
    return mode.flatMap(known -> known.reader().apply(mapping));
  }

  private static Optional<Integration> upsert(YamlMapping mapping) {
    List<String> key = mapping.texts("key");
    if (key.isEmpty()) {
      mapping.find("key", "an upsert needs a key: the columns of which a row is found again");
      return Optional.empty();
    }
    return Optional.of(new Integration.Upsert(key, mapping.text("latest_by").orElse(null)));
  }

  private static List<Aggregation.Measured> measures(YamlMapping mapping) {
    List<Aggregation.Measured> measured = new ArrayList<>();
    Optional<YamlMapping> columns = mapping.mapping("measures");
    if (columns.isPresent()) {
      for (String column : columns.get().keys()) {
        measured.add(
            new Aggregation.Measured(column, columns.get().readAll(column, Measure::parse)));
      }
    }
    return measured;
  }

  private static Optional<Integration> aggregate(YamlMapping mapping) {
    return Optional.of(
        new Integration.Aggregate(new Aggregation(mapping.texts("group_by"), measures(mapping))));
  }

  private static Mode mode(String word) {
    Mode mode = MODES.get(word);
    if (mode == null) {
      throw new IllegalArgumentException(
          "'%s' is not one of %s".formatted(word, String.join(", ", MODES.keySet())));
    }
    return mode;
  }

  private static Map<String, Mode> modes() {
    Map<String, Mode> modes = new LinkedHashMap<>();
    modes.put(
        "append", new Mode(List.of("mode"), mapping -> Optional.of(new Integration.Append())));
    modes.put(
        "replace", new Mode(List.of("mode"), mapping -> Optional.of(new Integration.Replace())));
    modes.put("upsert", new Mode(List.of("mode", "key", "latest_by"), IntegrationYaml::upsert));
    modes.put(
        "aggregate", new Mode(List.of("mode", "group_by", "measures"), IntegrationYaml::aggregate));
    return modes;
  }
}
