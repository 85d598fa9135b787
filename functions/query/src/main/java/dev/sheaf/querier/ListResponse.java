package dev.sheaf.querier;

import dev.sheaf.core.json.Json;
import dev.sheaf.engine.duckdb.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of a list, as JSON. */
final class ListResponse {
  private final Page page;
  private final int maxBytes;

  /**
   * @param maxBytes of the entries
   */
  ListResponse(Page page, int maxBytes) {
    this.page = page;
    this.maxBytes = maxBytes;
  }

  /** Of names, sorted: those behind the last one of the page before. */
  byte[] names(String field, List<String> names) {
    List<String> left = names.stream().filter(name -> name.compareTo(page.lastName()) > 0).toList();
    PageItems items = fill(field, left);
    Map<String, Object> fields = new LinkedHashMap<>();
    if (items.count() < left.size()) {
      String last = left.get((int) items.count() - 1);
      fields.put("next", page.next(Map.of(), last).text());
    }
    return items.response(fields, field);
  }

  /**
   * Of entries of which none goes away and new ones come at the end.
   *
   * @param fields beside them
   * @param snapshots that they are of
   */
  byte[] entries(
      Map<String, ?> fields, String field, List<?> entries, Map<String, Integer> snapshots) {
    List<?> left = entries.subList((int) Math.min(page.skipped(), entries.size()), entries.size());
    PageItems items = fill(field, left);
    Map<String, Object> all = new LinkedHashMap<>(fields);
    if (items.count() < left.size()) {
      String handedOut = Long.toString(page.skipped() + items.count());
      all.put("next", page.next(snapshots, handedOut).text());
    }
    return items.response(all, field);
  }

  private PageItems fill(String field, List<?> entries) {
    PageItems items = new PageItems(page.maxItems(), maxBytes);
    for (Object entry : entries) {
      if (!items.add(Json.write(entry).getBytes(StandardCharsets.UTF_8))) {
        break;
      }
    }
    if (items.count() == 0 && !entries.isEmpty()) {
      throw new QueryException(
          "one entry of '%s' alone has more than the %d bytes of a page; read the manifest in the lake bucket"
              .formatted(field, maxBytes));
    }
    return items;
  }
}
