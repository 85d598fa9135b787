package dev.sheaf.core.zone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The zones of the columns of some rows, by folded column name. Nothing is known of a column that is
 * not in it.
 */
public record ZoneMap(Map<String, Zone> zones) {
  /** A text of this many bytes mostly leaves room for other attributes in a small database item. */
  public static final int ITEM_BYTES = 500;

  public ZoneMap {
    zones = Collections.unmodifiableMap(new LinkedHashMap<>(zones));
  }

  /**
   * The zones of both sets of rows together, of the columns that are known in both with one type.
   * Associative.
   */
  public ZoneMap merge(ZoneMap other) {
    Map<String, Zone> merged = new LinkedHashMap<>();
    zones.forEach(
        (name, zone) -> {
          Zone same = other.zones.get(name);
          if (same != null && same.type().equals(zone.type())) {
            merged.put(name, zone.merge(same));
          }
        });
    return new ZoneMap(merged);
  }

  /**
   * The same zones in another order: that of {@link #encode}, which leaves out the last ones first.
   *
   * @param columns those that come first, as far as they are known
   */
  public ZoneMap withFirst(List<String> columns) {
    Map<String, Zone> ordered = new LinkedHashMap<>();
    for (String column : columns) {
      Zone zone = zones.get(Column.fold(column));
      if (zone != null) {
        ordered.put(Column.fold(column), zone);
      }
    }
    zones.forEach(ordered::putIfAbsent);
    return new ZoneMap(ordered);
  }

  /**
   * JSON: {@code [["amount","decimal(18,2)",0,"1.00","9.90"], ...]} with name, type, NULLs, minimum,
   * maximum; without what is null at the end.
   *
   * @param maxBytes columns that would make the text longer than this are left out
   */
  public String encode(int maxBytes) {
    StringBuilder text = new StringBuilder("[");
    int used = 2;
    for (Map.Entry<String, Zone> entry : zones.entrySet()) {
      String column = column(entry.getKey(), entry.getValue());
      int size = column.getBytes(StandardCharsets.UTF_8).length + (used > 2 ? 1 : 0);
      if (used + size <= maxBytes) {
        text.append(used > 2 ? "," : "").append(column);
        used += size;
      }
    }
    return text.append(']').toString();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the text is anything else: the item is damaged
   */
  public static ZoneMap decode(String text) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    try {
      for (JsonNode column : Json.mapper().readTree(text)) {
        ColumnType type = ColumnType.parse(column.required(1).asText());
        String min = column.has(3) ? column.get(3).asText() : null;
        String max = column.has(4) ? column.get(4).asText() : null;
        zones.put(
            column.required(0).asText(), new Zone(type, column.required(2).asLong(), min, max));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a zone map: " + e.getMessage(), e);
    }
    return new ZoneMap(zones);
  }

  private static String column(String name, Zone zone) {
    ArrayNode column = Json.mapper().createArrayNode();
    column.add(name).add(zone.type().toString()).add(zone.nulls());
    if (zone.min() != null) {
      column.add(zone.min());
    }
    if (zone.max() != null) {
      column.add(zone.max());
    }
    return Json.write(column);
  }
}
