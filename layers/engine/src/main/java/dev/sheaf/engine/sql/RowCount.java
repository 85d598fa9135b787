package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Tells a SELECT that asks how many rows a table has, and nothing else. */
final class RowCount {
  /** What makes the number of rows that are counted another one, or the answer another one. */
  private static final List<String> CLAUSES =
      List.of("where_clause", "having", "qualify", "sample", "group_expressions", "modifiers");

  private RowCount() {}

  /**
   * @param select the query whose FROM is one table and nothing else, or missing
   */
  static boolean isAllThatIsAsked(JsonNode select) {
    JsonNode list = select.path("select_list");
    return list.size() == 1
        && isCount(list.get(0))
        && isAbsent(select.path("from_table").path("sample"))
        && CLAUSES.stream().map(select::path).allMatch(RowCount::isAbsent);
  }

  private static boolean isCount(JsonNode item) {
    return "FUNCTION".equals(item.path("class").asText())
        && "count_star".equals(item.path("function_name").asText())
        && !item.path("distinct").asBoolean(true)
        && isAbsent(item.path("filter"))
        && isAbsent(item.path("order_bys").path("orders"));
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isArray() && node.isEmpty();
  }
}
