package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sheaf.engine.duckdb.QueryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Walks the whole parse tree of a query: refuses every node that is not known to only read the
 * tables it names, and notes which tables those are. What it does not know is refused, as the tree
 * has no fixed format.
 */
final class SqlGuard {
  private static final Set<String> QUERIES =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE");
  private static final Set<String> OTHERS =
      Set.of(
          "JOIN",
          "SUBQUERY",
          "EXPRESSION_LIST",
          "EMPTY",
          "PIVOT",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "LIMIT_PERCENT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ASCENDING",
          "DESCENDING",
          "ORDER_DEFAULT");
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "LAMBDA",
          "LAMBDA_REF",
          "OPERATOR",
          "POSITIONAL_REFERENCE",
          "STAR",
          "SUBQUERY",
          "TYPE",
          "WINDOW");
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of("range", "generate_series", "unnest", "json_each", "json_tree");
  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "current_query",
          "current_setting",
          "currval",
          "getenv",
          "getvariable",
          "nextval",
          "pg_sleep",
          "setseed",
          "setval",
          "sleep_ms",
          "stats",
          "write_log");

  /**
   * A table that the query names.
   *
   * @param select the query whose FROM is this table and nothing else; missing node otherwise
   */
  record Reference(String table, JsonNode select) {}

  private final List<Reference> references = new ArrayList<>();
  private final List<JsonNode> selects = new ArrayList<>();
  private final Set<String> columns = new HashSet<>();

  /**
   * Checks a query.
   *
   * @throws QueryException if anything in it is not allowed
   */
  static SqlGuard check(JsonNode query) {
    SqlGuard guard = new SqlGuard();
    guard.walk(query, Set.of());
    return guard;
  }

  /** Every mention of a table that is not a name of the query's own WITH. */
  List<Reference> references() {
    return references;
  }

  /** SELECTs that read from such tables alone, joined or not. */
  List<JsonNode> plainSelects() {
    return selects;
  }

  /** Last names of all columns mentioned, in lower case. */
  Set<String> columns() {
    return columns;
  }

  private void walk(JsonNode node, Set<String> own) {
    if (node.isArray()) {
      node.forEach(child -> walk(child, own));
    } else if (node.isObject()) {
      walkObject(node, own);
    }
  }

  private void walkObject(JsonNode node, Set<String> own) {
    String type = node.path("type").isTextual() ? node.path("type").asText() : "";
    Set<String> inside = own;
    if (node.has("class")) {
      checkExpression(node);
    } else if (QUERIES.contains(type)) {
      inside = walkWith(node, own);
      noteSelect(node, type, inside);
    } else if (type.equals("BASE_TABLE")) {
      noteTable(node, own);
    } else if (type.equals("TABLE_FUNCTION")) {
      checkTableFunction(node.path("function"));
    } else if (type.equals("SHOW_REF")) {
      throw new QueryException("DESCRIBE, SHOW and SUMMARIZE are not available; use 'show'");
    } else if (!type.isEmpty() && !OTHERS.contains(type)) {
      throw new QueryException(
          "only SELECT statements can be run; this one contains %s".formatted(type));
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (!child.getKey().equals("cte_map")) {
        walk(child.getValue(), inside);
      }
    }
  }

  /** Walks the WITH of a query; a name is known to the queries after it, and to all below. */
  private Set<String> walkWith(JsonNode query, Set<String> outer) {
    Set<String> known = new HashSet<>(outer);
    if (query.has("cte_name")) {
      known.add(lower(query.path("cte_name").asText()));
    }
    for (JsonNode entry : query.path("cte_map").path("map")) {
      walk(entry.path("value"), known);
      known.add(lower(entry.path("key").asText()));
    }
    return known;
  }

  private void noteSelect(JsonNode query, String type, Set<String> own) {
    if (type.equals("SELECT_NODE") && isPlain(query.path("from_table"), own)) {
      selects.add(query);
    }
    JsonNode from = query.path("from_table");
    if (isTable(from) && !own.contains(tableName(from))) {
      references.add(new Reference(tableName(from), query));
    }
  }

  private static boolean isPlain(JsonNode from, Set<String> own) {
    return isTable(from) && !own.contains(tableName(from))
        || "JOIN".equals(from.path("type").asText())
            && isPlain(from.path("left"), own)
            && isPlain(from.path("right"), own);
  }

  private void noteTable(JsonNode table, Set<String> own) {
    if (!table.path("schema_name").asText().isEmpty()
        || !table.path("catalog_name").asText().isEmpty()) {
      throw new QueryException(
          "table '%s' is named with a schema; datasets have none"
              .formatted(table.path("table_name").asText()));
    }
    if (!table.path("at_clause").isNull() && !table.path("at_clause").isMissingNode()) {
      throw new QueryException("AT is not available; name the version beside the query");
    }
    String name = tableName(table);
    boolean noted = references.stream().anyMatch(other -> from(other) == table);
    if (!own.contains(name) && !noted) {
      references.add(new Reference(name, MissingNode.getInstance()));
    }
  }

  private static JsonNode from(Reference reference) {
    return reference.select().path("from_table");
  }

  private void checkExpression(JsonNode node) {
    String kind = node.path("class").asText();
    if (kind.equals("PARAMETER")) {
      throw new QueryException("placeholders (? or $name) are not available; write the values");
    }
    if (!EXPRESSIONS.contains(kind)) {
      throw new QueryException("the query contains %s, which is not available".formatted(kind));
    }
    if (kind.equals("COLUMN_REF")) {
      JsonNode names = node.path("column_names");
      columns.add(lower(names.path(names.size() - 1).asText()));
    }
    String function = lower(node.path("function_name").asText());
    if (REFUSED_FUNCTIONS.contains(function)) {
      throw new QueryException("function %s is not available".formatted(function));
    }
  }

  private static void checkTableFunction(JsonNode function) {
    String name = lower(function.path("function_name").asText());
    boolean qualified =
        !function.path("schema").asText().isEmpty() || !function.path("catalog").asText().isEmpty();
    if (qualified || !TABLE_FUNCTIONS.contains(name)) {
      throw new QueryException(
          "table function %s is not available; there are %s"
              .formatted(name, TABLE_FUNCTIONS.stream().sorted().toList()));
    }
  }

  private static boolean isTable(JsonNode node) {
    return "BASE_TABLE".equals(node.path("type").asText());
  }

  private static String tableName(JsonNode table) {
    return lower(table.path("table_name").asText());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
