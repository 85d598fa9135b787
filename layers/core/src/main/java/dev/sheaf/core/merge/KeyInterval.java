package dev.sheaf.core.merge;

import org.jspecify.annotations.Nullable;

/**
 * Keys that lie side by side.
 *
 * @param from the least, or {@link Key#LEAST}
 * @param to above all of them; null: there is no bound
 */
record KeyInterval(Key from, @Nullable Key to) {
  static final KeyInterval ALL = new KeyInterval(Key.LEAST, null);

  KeyInterval {
    if (to != null && from.compareTo(to) >= 0) {
      throw new IllegalArgumentException("keys from %s to %s".formatted(from, to));
    }
  }

  /** Whether a bound may cut this range in two. */
  boolean isCutBy(Key bound) {
    return from.compareTo(bound) < 0 && (to == null || bound.compareTo(to) < 0);
  }

  /**
   * Whether keys between two bounds may be in it.
   *
   * @param floor beginning of a key that none is below
   * @param ceiling beginning of a key that none is above
   */
  boolean mayMeet(Key floor, Key ceiling) {
    return ceiling.compareStart(from) >= 0 && (to == null || floor.compareTo(to) < 0);
  }
}
