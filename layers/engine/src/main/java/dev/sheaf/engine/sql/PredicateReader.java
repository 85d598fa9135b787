package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.core.snapshot.Predicate.Constant;
import dev.sheaf.core.snapshot.Predicate.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads conditions on single columns out of the WHERE of a SELECT from one table: those that are
 * joined by AND and compare a column with constants. Whatever looks different is passed over.
 */
final class PredicateReader {
  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "COMPARE_EQUAL", Operator.EQUAL,
          "COMPARE_LESSTHAN", Operator.LESS,
          "COMPARE_LESSTHANOREQUALTO", Operator.LESS_OR_EQUAL,
          "COMPARE_GREATERTHAN", Operator.GREATER,
          "COMPARE_GREATERTHANOREQUALTO", Operator.GREATER_OR_EQUAL);
  private static final Map<String, Constant.Kind> LITERALS =
      Map.of(
          "INTEGER", Constant.Kind.NUMBER,
          "NUMERIC", Constant.Kind.NUMBER,
          "BOOLEAN", Constant.Kind.BOOLEAN,
          "STRING", Constant.Kind.TEXT);
  private static final Map<String, Constant.Kind> CASTS =
      Map.of("DATE", Constant.Kind.DATE, "TIMESTAMP", Constant.Kind.TIMESTAMP);

  private final String table;
  private final Set<String> aliases = new HashSet<>();
  private final List<Predicate> predicates = new ArrayList<>();

  private PredicateReader(String table) {
    this.table = table;
  }

  /**
   * The conditions that every row of the table meets if the SELECT uses it.
   *
   * @param select a SELECT_NODE whose FROM is one table
   */
  static List<Predicate> read(JsonNode select) {
    JsonNode from = select.path("from_table");
    boolean renamed = !from.path("column_name_alias").isEmpty();
    boolean sampled = isPresent(from.path("sample")) || isPresent(select.path("sample"));
    if (renamed || sampled) {
      return List.of();
    }
    String alias = from.path("alias").asText();
    PredicateReader reader =
        new PredicateReader(alias.isEmpty() ? from.path("table_name").asText() : alias);
    select
        .path("select_list")
        .forEach(item -> reader.aliases.add(lower(item.path("alias").asText())));
    reader.add(select.path("where_clause"));
    return reader.predicates;
  }

  private void add(JsonNode condition) {
    JsonNode children = condition.path("children");
    switch (condition.path("type").asText()) {
      case "CONJUNCTION_AND" -> children.forEach(this::add);
      case "COMPARE_BETWEEN" ->
          add(
              condition.path("input"),
              Operator.BETWEEN,
              List.of(condition.path("lower"), condition.path("upper")));
      case "COMPARE_IN" -> add(children.path(0), Operator.IN, rest(children));
      case "OPERATOR_IS_NULL" -> add(children.path(0), Operator.IS_NULL, List.of());
      case "OPERATOR_IS_NOT_NULL" -> add(children.path(0), Operator.IS_NOT_NULL, List.of());
      default -> addComparison(condition);
    }
  }

  private void addComparison(JsonNode condition) {
    Operator operator = COMPARISONS.get(condition.path("type").asText());
    if (operator != null) {
      add(condition.path("left"), operator, List.of(condition.path("right")));
      add(condition.path("right"), mirrored(operator), List.of(condition.path("left")));
    }
  }

  private void add(JsonNode column, Operator operator, List<JsonNode> values) {
    Optional<String> name = columnName(column);
    List<Constant> constants = values.stream().flatMap(value -> constant(value).stream()).toList();
    boolean complete = constants.size() == values.size();
    if (name.isPresent() && complete && (operator != Operator.IN || !constants.isEmpty())) {
      predicates.add(new Predicate(name.get(), operator, constants));
    }
  }

  /** A name that the SELECT also gives to a result may not be the table's column. */
  private Optional<String> columnName(JsonNode node) {
    JsonNode names = node.path("column_names");
    boolean ours =
        names.size() == 1
            || names.size() == 2 && lower(names.path(0).asText()).equals(lower(table));
    String name = names.path(names.size() - 1).asText();
    return "COLUMN_REF".equals(node.path("type").asText()) && ours && !aliases.contains(lower(name))
        ? Optional.of(name)
        : Optional.empty();
  }

  private static Optional<Constant> constant(JsonNode node) {
    if ("VALUE_CONSTANT".equals(node.path("type").asText())) {
      Constant.Kind kind = LITERALS.get(node.path("literal").path("kind").asText());
      JsonNode text = node.path("literal").path("text");
      return kind == null || !text.isTextual()
          ? Optional.empty()
          : Optional.of(new Constant(kind, text.asText()));
    }
    boolean cast =
        "OPERATOR_CAST".equals(node.path("type").asText())
            && !node.path("try_cast").asBoolean(true)
            && node.path("type_expr").path("children").isEmpty();
    Constant.Kind kind = CASTS.get(node.path("type_expr").path("type_name").asText());
    return cast && kind != null
        ? constant(node.path("child"))
            .filter(text -> text.kind() == Constant.Kind.TEXT)
            .map(text -> new Constant(kind, text.text()))
        : Optional.empty();
  }

  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case EQUAL, BETWEEN, IN, IS_NULL, IS_NOT_NULL -> operator;
    };
  }

  private static List<JsonNode> rest(JsonNode children) {
    List<JsonNode> rest = new ArrayList<>();
    for (int i = 1; i < children.size(); i++) {
      rest.add(children.get(i));
    }
    return rest;
  }

  private static boolean isPresent(JsonNode node) {
    return !node.isNull() && !node.isMissingNode();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
