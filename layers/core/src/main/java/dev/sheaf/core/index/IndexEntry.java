package dev.sheaf.core.index;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.zone.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part, and between which values a column of it lies. In JSON an array, in this order.
 *
 * @param part its key in the lake bucket
 * @param lo canonical text; null: nothing is known, so it may hold any
 * @param hi canonical text; null: nothing is known of the upper end
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"part", "bytes", "rows", "lo", "hi"})
public record IndexEntry(
    String part, long bytes, long rows, @Nullable String lo, @Nullable String hi) {

  /**
   * The entries of parts, in the order of their least values. A part whose column is NULL in every row
   * has none: no key is in it.
   */
  static List<IndexEntry> of(List<Part> parts, String column, ColumnType type) {
    List<IndexEntry> entries = new ArrayList<>();
    for (Part part : parts) {
      Zone zone = part.zones().zones().get(Column.fold(column));
      if (zone == null || !zone.type().equals(type)) {
        entries.add(new IndexEntry(part.key(), part.bytes(), part.rows(), null, null));
      } else if (zone.min() != null) {
        entries.add(new IndexEntry(part.key(), part.bytes(), part.rows(), zone.min(), zone.max()));
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
