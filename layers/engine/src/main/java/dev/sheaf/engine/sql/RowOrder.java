package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;

/** What a parse tree says of the order in which rows will come. */
final class RowOrder {
  private RowOrder() {}

  /**
   * Whether it depends on chance, even with one thread: DuckDB runs the sides of a UNION in any order,
   * unless the rows of its sides are the result as they are. With joins, groups and windows alone, one
   * thread does the same things in the same order every time.
   *
   * @param query the outermost
   */
  static boolean isByChance(JsonNode query) {
    for (JsonNode modifier : query.path("modifiers")) {
      if ("ORDER_MODIFIER".equals(modifier.path("type").asText())) {
        return false;
      }
    }
    return mixesUnion(query);
  }

  private static boolean mixesUnion(JsonNode query) {
    boolean isConcatenation =
        "UNION".equals(query.path("setop_type").asText())
            && query.path("setop_all").asBoolean()
            && query.path("cte_map").path("map").isEmpty();
    if (!isConcatenation) {
      return query.findValuesAsText("setop_type").contains("UNION");
    }
    for (JsonNode side : query.path("children")) {
      if (mixesUnion(side)) {
        return true;
      }
    }
    return false;
  }
}
