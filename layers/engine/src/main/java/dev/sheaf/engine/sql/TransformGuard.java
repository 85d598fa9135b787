package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.text.Spelling;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.SqlPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Walks the parse tree of a transform: one SELECT over {@code segment}, each row for itself. What it
 * does not know is refused, with its place. Names are looked up here too, since DuckDB takes some,
 * such as {@code current_date}, for something else than columns.
 */
final class TransformGuard {
  static final String TABLE = "segment";

  private static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "OPERATOR",
          "TYPE");
  private static final Map<String, String> REFUSED_EXPRESSIONS =
      Map.of(
          "WINDOW", "window functions look at several rows",
          "SUBQUERY", "subqueries are not available",
          "PARAMETER", "placeholders (? or $name) are not available; write the values",
          "POSITIONAL_REFERENCE", "columns by number (#1) are not available; name the column");
  private static final Map<String, String> MODIFIERS =
      Map.of(
          "LIMIT_MODIFIER", "LIMIT and OFFSET look at several rows",
          "LIMIT_PERCENT_MODIFIER", "LIMIT and OFFSET look at several rows",
          "ORDER_MODIFIER", "ORDER BY is not available: rows keep the order of the upload",
          "DISTINCT_MODIFIER", "DISTINCT looks at several rows");
  private static final Map<String, String> OTHER_TABLES =
      Map.of(
          "JOIN", "joins are not available",
          "SUBQUERY", "subqueries are not available",
          "TABLE_FUNCTION", "table functions are not available",
          "EMPTY", "there is no FROM",
          "EXPRESSION_LIST", "VALUES is not available",
          "SHOW_REF", "DESCRIBE, SHOW and SUMMARIZE are not available",
          "PIVOT", "PIVOT and UNPIVOT are not available");

  private final String text;
  private final LockedDuckDb duckDb;
  private final FunctionCatalog functions;
  private final Map<String, String> columns;
  private final Set<String> aliases = new HashSet<>();
  private final Set<String> tableNames = new HashSet<>(Set.of(TABLE));
  private final List<ObjectNode> stars = new ArrayList<>();

  /**
   * @param duckDb any
   * @param columns names of the columns of {@code segment}, by their folded names
   */
  TransformGuard(
      String text, LockedDuckDb duckDb, FunctionCatalog functions, Map<String, String> columns) {
    this.text = text;
    this.duckDb = duckDb;
    this.functions = functions;
    this.columns = columns;
  }

  /**
   * Checks a query.
   *
   * @throws TransformException if anything in it is not allowed
   */
  void check(JsonNode query) {
    String type = query.path("type").asText();
    if (!type.equals("SELECT_NODE")) {
      throw new TransformException(
          "UNION, INTERSECT and EXCEPT are not available; write one SELECT over " + TABLE);
    }
    if (!query.path("cte_map").path("map").isEmpty()) {
      throw new TransformException("WITH is not available; write one SELECT over " + TABLE);
    }
    query.path("modifiers").forEach(this::refuseModifier);
    checkFrom(query.path("from_table"));
    checkGrouping(query);
    for (JsonNode item : query.path("select_list")) {
      aliases.add(Column.fold(item.path("alias").asText()));
    }
    walk(query.path("select_list"), Set.of());
    walk(query.path("where_clause"), Set.of());
  }

  /** Every star of the query: what it stands for can still be changed. */
  List<ObjectNode> stars() {
    return stars;
  }

  private void refuseModifier(JsonNode modifier) {
    String type = modifier.path("type").asText();
    throw refused(modifier, MODIFIERS.getOrDefault(type, type + " is not available"));
  }

  private void checkFrom(JsonNode from) {
    String type = from.path("type").asText();
    if (!type.equals("BASE_TABLE")) {
      String what = OTHER_TABLES.getOrDefault(type, type + " is not available");
      throw refused(from, "%s; read FROM %s alone".formatted(what, TABLE));
    }
    String name = from.path("table_name").asText();
    boolean qualified =
        !from.path("schema_name").asText().isEmpty()
            || !from.path("catalog_name").asText().isEmpty()
            || from.path("qualified_name").path("path").size() > 1;
    if (qualified || !name.equalsIgnoreCase(TABLE)) {
      throw refused(from, "there is no table '%s'; read FROM %s".formatted(name, TABLE));
    }
    if (isThere(from.path("sample"))
        || isThere(from.path("at_clause"))
        || !from.path("column_name_alias").isEmpty()) {
      throw refused(from, "samples, AT and lists of column names are not available");
    }
    if (!from.path("alias").asText().isEmpty()) {
      tableNames.clear();
      tableNames.add(Column.fold(from.path("alias").asText()));
    }
  }

  private void checkGrouping(JsonNode query) {
    boolean grouped =
        !query.path("group_expressions").isEmpty()
            || !query.path("group_sets").isEmpty()
            || isThere(query.path("having"))
            || !query.path("aggregate_handling").asText().equals("STANDARD_HANDLING");
    if (grouped) {
      throw new TransformException("GROUP BY and HAVING look at several rows");
    }
    if (isThere(query.path("qualify"))) {
      throw refused(query.path("qualify"), "QUALIFY looks at several rows");
    }
    if (isThere(query.path("sample"))) {
      throw new TransformException("USING SAMPLE depends on chance");
    }
  }

  private void walk(JsonNode node, Set<String> parameters) {
    if (node.isArray()) {
      node.forEach(child -> walk(child, parameters));
    } else if (node.isObject()) {
      walkObject((ObjectNode) node, parameters);
    }
  }

  private void walkObject(ObjectNode node, Set<String> parameters) {
    Set<String> inside = parameters;
    switch (node.path("class").asText("")) {
      case "" -> requireNoTable(node);
      case "COLUMN_REF" -> checkColumn(node, parameters);
      case "FUNCTION" -> checkFunction(node);
      case "LAMBDA" -> inside = lambda(node, parameters);
      case "LAMBDA_REF" -> {}
      case "STAR" -> noteStar(node);
      default -> checkExpression(node);
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      walk(child.getValue(), inside);
    }
  }

  /** An ORDER BY in a call is a node without class; anything that reads rows must not hide so. */
  private void requireNoTable(ObjectNode node) {
    String type = node.path("type").asText("");
    if (type.endsWith("_NODE") || OTHER_TABLES.containsKey(type) || type.equals("BASE_TABLE")) {
      throw refused(node, "subqueries are not available");
    }
  }

  private void checkExpression(ObjectNode node) {
    String kind = node.path("class").asText();
    if (!EXPRESSIONS.contains(kind)) {
      throw refused(node, REFUSED_EXPRESSIONS.getOrDefault(kind, kind + " is not available"));
    }
  }

  private void checkFunction(ObjectNode node) {
    String name = node.path("function_name").asText();
    boolean qualified =
        !node.path("schema").asText().isEmpty()
            || !node.path("catalog").asText().isEmpty()
            || node.path("qualified_name").path("path").size() > 1;
    if (qualified) {
      throw refused(node, "function %s is named with a schema; leave it out".formatted(name));
    }
    JsonNode arguments = node.has("arguments") ? node.path("arguments") : node.path("children");
    String objection = functions.objection(duckDb, name, arguments.size());
    if (!objection.isEmpty()) {
      throw refused(node, "function %s %s".formatted(name.toLowerCase(Locale.ROOT), objection));
    }
  }

  /** {@code a -> '$.x'} looks the same as a lambda of the old kind; only the new kind is one here. */
  private Set<String> lambda(ObjectNode node, Set<String> parameters) {
    if (!node.path("syntax_type").asText("").equals("LAMBDA_KEYWORD")) {
      return parameters;
    }
    Set<String> inside = new HashSet<>(parameters);
    for (JsonNode names : node.path("lhs").findValues("column_names")) {
      names.forEach(name -> inside.add(Column.fold(name.asText())));
    }
    if (inside.stream().anyMatch(TransformGuard::hasOtherMeaning)) {
      throw refused(node, "a parameter of a lambda has a name that SQL uses otherwise");
    }
    return inside;
  }

  private void checkColumn(ObjectNode node, Set<String> parameters) {
    List<String> names = new ArrayList<>();
    node.path("column_names").forEach(name -> names.add(Column.fold(name.asText())));
    String first = names.get(0);
    if (columns.containsKey(first) || parameters.contains(first)) {
      return;
    }
    if (tableNames.contains(first) && names.size() > 1 && columns.containsKey(names.get(1))) {
      return;
    }
    if (aliases.contains(first) && !hasOtherMeaning(first)) {
      return;
    }
    if (hasOtherMeaning(first)) {
      throw refused(node, "%s depends on time or surroundings, not on the row".formatted(first));
    }
    String wanted = tableNames.contains(first) && names.size() > 1 ? names.get(1) : first;
    throw refused(node, noColumn(wanted));
  }

  private String noColumn(String wanted) {
    return "there is no column '%s'; %s"
        .formatted(
            wanted,
            Spelling.nearest(wanted, columns.keySet())
                .map(near -> "did you mean '%s'?".formatted(columns.get(near)))
                .orElse("there are " + String.join(", ", columns.values())));
  }

  /** Words that DuckDB takes for functions without brackets where no column has the name. */
  private static boolean hasOtherMeaning(String name) {
    return name.startsWith("current_")
        || Set.of("localtime", "localtimestamp", "user", "session_user").contains(name);
  }

  private void noteStar(ObjectNode node) {
    if (isThere(node.path("expr"))) {
      throw refused(node, "COLUMNS with a pattern is not available; name the columns");
    }
    stars.add(node);
  }

  /** Leaves out a column from all that the stars stand for. */
  void excludeFromStars(String column) {
    for (ObjectNode star : stars) {
      ArrayNode excluded = star.withArrayProperty("exclude_list");
      excluded.add(column);
    }
  }

  private TransformException refused(JsonNode node, String message) {
    JsonNode position = node.path("query_location");
    boolean placed = position.canConvertToInt() && position.asInt() >= 0;
    return new TransformException(
        placed ? SqlPlace.ofByte(text, position.asInt()) + ": " + message : message);
  }

  private static boolean isThere(JsonNode node) {
    return !node.isNull() && !node.isMissingNode();
  }
}
