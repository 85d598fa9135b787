package dev.sheaf.core.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.zone.Zone;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part, and between which values a column of it lies. In JSON an array, in this order; the footer as
 * two elements, its offset and its SHA-256 in Base64 without padding.
 *
 * @param part its key in the lake bucket
 * @param lo canonical text; null: nothing is known, so it may hold any
 * @param hi canonical text; null: nothing is known of the upper end
 * @param footer null where none was noted; then there are no elements of it
 */
public record IndexEntry(
    String part,
    long bytes,
    long rows,
    @Nullable String lo,
    @Nullable String hi,
    @Nullable FooterPlace footer) {
  private static final int FOOTER = 5;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static IndexEntry parse(JsonNode json) {
    long bytes = json.required(1).longValue();
    return new IndexEntry(
        json.required(0).asText(),
        bytes,
        json.required(2).longValue(),
        json.required(3).textValue(),
        json.required(4).textValue(),
        json.has(FOOTER) ? parseFooter(json, bytes) : null);
  }

  private static FooterPlace parseFooter(JsonNode json, long bytes) {
    byte[] sha256 = Base64.getDecoder().decode(json.required(FOOTER + 1).asText());
    return FooterPlace.in(
        bytes, json.required(FOOTER).longValue(), HexFormat.of().formatHex(sha256));
  }

  @JsonValue
  JsonNode json() {
    ArrayNode json = Json.mapper().createArrayNode();
    json.add(part).add(bytes).add(rows).add(lo).add(hi);
    if (footer != null) {
      byte[] sha256 = HexFormat.of().parseHex(footer.sha256());
      json.add(footer.from()).add(Base64.getEncoder().withoutPadding().encodeToString(sha256));
    }
    return json;
  }

  private static IndexEntry of(Part part, @Nullable String lo, @Nullable String hi) {
    return new IndexEntry(part.key(), part.bytes(), part.rows(), lo, hi, part.footer());
  }

  /**
   * The entries of parts, in the order of their least values. A part whose column is NULL in every row
   * has none: no key is in it.
   */
  static List<IndexEntry> of(List<Part> parts, String column, ColumnType type) {
    List<IndexEntry> entries = new ArrayList<>();
    for (Part part : parts) {
      Zone zone = part.zones().zones().get(Column.fold(column));
      if (zone == null || !zone.type().equals(type)) {
        entries.add(of(part, null, null));
      } else if (zone.min() != null) {
        entries.add(of(part, zone.min(), zone.max()));
      }
    }
    entries.sort(
        Comparator.comparing(IndexEntry::bounds, KeyBounds.byLowerEnd(Zone.order(type)))
            .thenComparing(IndexEntry::part));
    return entries;
  }

  KeyBounds bounds() {
    return new KeyBounds(lo, hi);
  }
}
