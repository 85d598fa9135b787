package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells by DuckDB's own catalog what is wrong with a function for use on single rows. A macro is as
 * good as all functions in its definition.
 */
final class FunctionCatalog {
  private static final int MAX_MACRO_DEPTH = 8;

  /** Not functions of their arguments alone, whatever the catalog says; or of no use for rows. */
  private static final Set<String> REFUSED =
      Set.of("json_serialize_sql", "json_serialize_plan", "json_deserialize_sql", "ago");

  private static final String ALL =
      "SELECT DISTINCT lower(function_name), function_type, coalesce(stability, ''),"
          + " coalesce(macro_definition, '') FROM duckdb_functions()"
          + " WHERE function_type NOT IN ('pragma', 'table_macro') ORDER BY ALL";

  private record Entry(String type, String stability, String macro) {}

  private final Map<String, List<Entry>> all;

  private FunctionCatalog(Map<String, List<Entry>> all) {
    this.all = all;
  }

  /** Reads the catalog, which takes a while: it is the same for every DuckDB of one version. */
  static FunctionCatalog read(LockedDuckDb duckDb) throws SQLException {
    Map<String, List<Entry>> all = new HashMap<>();
    try (PreparedStatement statement = duckDb.connection().prepareStatement(ALL);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        all.computeIfAbsent(result.getString(1), name -> new ArrayList<>())
            .add(new Entry(result.getString(2), result.getString(3), result.getString(4)));
      }
    }
    return new FunctionCatalog(all);
  }

  /**
   * What stands against a function.
   *
   * @param duckDb any, to parse macros with
   * @param arguments how many it is given
   * @return the rest of a sentence that begins with its name; empty if nothing does
   */
  String objection(LockedDuckDb duckDb, String function, int arguments) {
    String name = function.toLowerCase(Locale.ROOT);
    if (name.equals("age") && arguments == 1) {
      return "counts from the current day; give it a second argument";
    }
    return objection(duckDb, name, List.of());
  }

  private String objection(LockedDuckDb duckDb, String name, List<String> outer) {
    if (REFUSED.contains(name) || name.startsWith("current_") || name.startsWith("__")) {
      return "is not available";
    }
    List<Entry> entries = entries(name);
    if (entries.isEmpty()) {
      return "is not known";
    }
    for (Entry entry : entries) {
      String objection = objection(duckDb, entry, outer, name);
      if (!objection.isEmpty()) {
        return objection;
      }
    }
    return "";
  }

  private String objection(LockedDuckDb duckDb, Entry entry, List<String> outer, String name) {
    return switch (entry.type()) {
      case "scalar" ->
          entry.stability().equals("CONSISTENT")
              ? ""
              : "depends on chance, time or surroundings, not on the row alone";
      case "aggregate" -> "is an aggregate: it looks at several rows";
      case "window" -> "is a window function: it looks at several rows";
      case "macro" -> ofMacro(duckDb, entry.macro(), outer, name);
      default -> "makes tables of rows";
    };
  }

  private String ofMacro(LockedDuckDb duckDb, String definition, List<String> outer, String name) {
    if (outer.size() == MAX_MACRO_DEPTH || outer.contains(name)) {
      return "is not available";
    }
    List<String> inner = new ArrayList<>(outer);
    inner.add(name);
    ParseTree tree = ParseTree.of(duckDb, "SELECT " + definition);
    for (JsonNode node : tree.root().findParents("class")) {
      if (Set.of("SUBQUERY", "WINDOW").contains(node.path("class").asText())) {
        return "is not available";
      }
      if (node.has("function_name")) {
        String called = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        String objection = objection(duckDb, called, inner);
        if (!objection.isEmpty()) {
          return "uses %s, which %s".formatted(called, objection);
        }
      }
    }
    return tree.isError() ? "is not available" : "";
  }

  private List<Entry> entries(String name) {
    List<Entry> entries = all.getOrDefault(name, List.of());
    boolean scalar = entries.stream().anyMatch(entry -> entry.type().equals("scalar"));
    // Some names are both; in an expression the scalar one is meant.
    return scalar
        ? entries.stream().filter(entry -> !entry.type().equals("table")).toList()
        : entries;
  }
}
