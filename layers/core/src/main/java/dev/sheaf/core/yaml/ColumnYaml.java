package dev.sheaf.core.yaml;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One column, as definitions write it: a mapping of its rules, or its type alone. */
final class ColumnYaml {
  static final List<String> KEYS =
      List.of(
          "type",
          "required",
          "trim",
          "case",
          "nulls",
          "formats",
          "zone",
          "decimal_point",
          "grouping",
          "default",
          "min",
          "max",
          "pattern",
          "one_of",
          "max_length",
          "renamed_from");

  private final YamlMapping columns;
  private final String name;
  private final List<String> nullsEverywhere;
  private final Findings findings;

  /**
   * Prepares to read one column.
   *
   * @param columns the mapping that holds it at its name
   */
  ColumnYaml(YamlMapping columns, String name, List<String> nullsEverywhere, Findings findings) {
    this.columns = columns;
    this.name = name;
    this.nullsEverywhere = nullsEverywhere;
    this.findings = findings;
  }

  Optional<Column> read() {
    try {
      Column.requireName(name);
    } catch (IllegalArgumentException e) {
      columns.find(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    Optional<Node> value = columns.value(name);
    if (value.isPresent() && value.get() instanceof ScalarNode) {
      return columns
          .read(name, ColumnType::parse)
          .map(type -> Column.of(name, type).withNulls(distinct(nullsEverywhere)));
    }
    return columns
        .mapping(name, "column '%s'".formatted(name))
        .flatMap(yaml -> column(yaml.allowOnly(KEYS)));
  }

  private Optional<Column> column(YamlMapping yaml) {
    if (!yaml.has("type")) {
      columns.find(name, "column '%s' has no type".formatted(name));
    }
    int before = findings.count();
    Optional<ColumnType> type = yaml.read("type", ColumnType::parse);
    Column column =
        new Column(
                name,
                type.orElse(ColumnType.of(ColumnType.Kind.VARCHAR)),
                yaml.choice(
                    "required",
                    Map.of(
                        "true", Column.Requirement.REQUIRED, "false", Column.Requirement.OPTIONAL),
                    Column.Requirement.OPTIONAL),
                yaml.choice(
                    "trim",
                    Map.of("true", Column.Trim.BOTH, "false", Column.Trim.KEEP),
                    Column.Trim.KEEP),
                yaml.choice(
                    "case",
                    Map.of(
                        "keep", Column.LetterCase.KEEP,
                        "lower", Column.LetterCase.LOWER,
                        "upper", Column.LetterCase.UPPER),
                    Column.LetterCase.KEEP),
                distinct(nullsEverywhere, yaml.texts("nulls")),
                yaml.texts("formats"),
                yaml.text("zone").orElse(null),
                yaml.read("decimal_point", ColumnYaml::character).orElse('.'),
                yaml.read("grouping", ColumnYaml::character).orElse(null),
                yaml.text("min").orElse(null),
                yaml.text("max").orElse(null),
                yaml.text("pattern").orElse(null),
                yaml.texts("one_of"),
                yaml.read("max_length", ColumnYaml::length).orElse(null),
                yaml.text("default").orElse(null))
            .withRenamedFrom(yaml.read("renamed_from", this::formerName).orElse(null));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (findings.count() == before) {
      ColumnCheck.check(
          column,
          yaml::has,
          (key, message) ->
              yaml.find(key, "'%s' of column '%s': %s".formatted(key, name, message)));
    }
    return Optional.of(column);
  }

  private String formerName(String text) {
    if (Column.fold(Column.requireName(text)).equals(Column.fold(name))) {
      throw new IllegalArgumentException(
          "'%s' is the name that the column has (names compare without case)".formatted(text));
    }
    return text;
  }

  static char character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(
          "'%s' is not one character (a tab is written \"\\t\")".formatted(text));
    }
    return text.charAt(0);
  }

  private static int length(String text) {
    try {
      int length = Integer.parseInt(text);
      if (length > 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message that fits both.
    }
    throw new IllegalArgumentException("'%s' is not a whole number from 1".formatted(text));
  }

  @SafeVarargs
  private static List<String> distinct(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).distinct().toList();
  }
}
