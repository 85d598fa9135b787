package dev.sheaf.core.index;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.zone.Zone;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Between which values the keys of some rows lie, as canonical texts.
 *
 * @param lo null: nothing is known
 * @param hi null: nothing is known of the upper end
 */
record KeyBounds(@Nullable String lo, @Nullable String hi) {

  /** Whether a key may be among them. */
  boolean mayHold(ColumnType type, String key) {
    return lo == null || new Zone(type, 0, lo, hi).mayHold(key);
  }

  /** Bounds of which nothing is known come first. */
  static Comparator<KeyBounds> byLowerEnd(Comparator<String> order) {
    return (left, right) -> {
      if (left.lo == null || right.lo == null) {
        return Boolean.compare(left.lo != null, right.lo != null);
      }
      return order.compare(left.lo, right.lo);
    };
  }

  /** The narrowest bounds that hold both. */
  KeyBounds merge(KeyBounds other, Comparator<String> order) {
    String least =
        lo == null || other.lo == null ? null : order.compare(lo, other.lo) <= 0 ? lo : other.lo;
    String greatest =
        hi == null || other.hi == null ? null : order.compare(hi, other.hi) >= 0 ? hi : other.hi;
    return new KeyBounds(least, greatest);
  }
}
