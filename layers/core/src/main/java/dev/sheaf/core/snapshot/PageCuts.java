package dev.sheaf.core.snapshot;

import dev.sheaf.core.store.Lake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays entries out on pages, of which as many as can be are those that there are already. What is new
 * goes onto small pages, and small pages that are side by side become a larger one, so that an entry is
 * written again each time its page has grown to about four times the size: as often as the logarithm of
 * the number of entries, as in a log-structured merge tree (O'Neil et al., 1996).
 */
final class PageCuts {
  /** So many pages of one size, side by side, become one. */
  private static final int FAN = 4;

  /** A page of so many entries is not merged any more, nor one of half of the bytes. */
  private static final int FULL = 4096;

  /** The most bytes of a page that is to be written. */
  static final int MAX_BYTES = 1 << 20;

  private PageCuts() {}

  /**
   * A page that is stored.
   *
   * @param reference as the root has it
   * @param isFull where it is too large to be merged
   */
  record Page<R, T>(R reference, List<T> entries, boolean isFull) {
    /**
     * @param object that holds it
     */
    static <R, T> Page<R, T> of(R reference, Lake.Stored object, List<T> entries) {
      return new Page<>(reference, List.copyOf(entries), 2 * object.bytes() > MAX_BYTES);
    }
  }

  /**
   * The entries of one page.
   *
   * @param kept the page that holds them already; empty if it is to be written
   */
  record Cut<R, T>(Optional<Page<R, T>> kept, List<T> entries) {
    private boolean isFull() {
      return entries.size() >= FULL || kept.stream().anyMatch(Page::isFull);
    }

    private int level() {
      return (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(entries.size())) / 2;
    }
  }

  /**
   * Lays entries out.
   *
   * @param before the pages of another list of entries
   * @param entries no two of them are equal
   */
  static <R, T> List<Cut<R, T>> of(List<Page<R, T>> before, List<T> entries) {
    return merged(kept(before, entries));
  }

  /** Pages of which all entries are there, in their order; the others in stretches between them. */
  private static <R, T> List<Cut<R, T>> kept(List<Page<R, T>> before, List<T> entries) {
    Map<T, Page<R, T>> byFirst = new HashMap<>();
    before.forEach(page -> byFirst.put(page.entries().get(0), page));
    List<Cut<R, T>> cuts = new ArrayList<>();
    int written = 0;
    int at = 0;
    while (at < entries.size()) {
      Page<R, T> page = byFirst.get(entries.get(at));
      if (page != null && isAt(entries, at, page.entries())) {
        add(cuts, entries.subList(written, at));
        cuts.add(new Cut<>(Optional.of(page), page.entries()));
        at += page.entries().size();
        written = at;
      } else {
        at++;
      }
    }
    add(cuts, entries.subList(written, at));
    return cuts;
  }

  private static <T> boolean isAt(List<T> all, int from, List<T> some) {
    return from + some.size() <= all.size() && all.subList(from, from + some.size()).equals(some);
  }

  private static <R, T> void add(List<Cut<R, T>> cuts, List<T> entries) {
    for (int from = 0; from < entries.size(); from += FULL) {
      cuts.add(written(entries.subList(from, Math.min(entries.size(), from + FULL))));
    }
  }

  private static <R, T> Cut<R, T> written(List<T> entries) {
    return new Cut<>(Optional.empty(), List.copyOf(entries));
  }

  private static <R, T> List<Cut<R, T>> merged(List<Cut<R, T>> cuts) {
    List<Cut<R, T>> merged = new ArrayList<>();
    for (Cut<R, T> cut : cuts) {
      merged.add(cut);
      for (int from = smaller(merged); merged.size() - from >= FAN; from = smaller(merged)) {
        List<Cut<R, T>> small = merged.subList(from, merged.size());
        List<T> together = new ArrayList<>();
        small.forEach(one -> together.addAll(one.entries()));
        small.clear();
        merged.add(written(together));
      }
    }
    return merged;
  }

  /** Where the pages at the end begin that are not larger than the last one, by powers of the fan. */
  private static <R, T> int smaller(List<Cut<R, T>> cuts) {
    int level = cuts.get(cuts.size() - 1).level();
    int from = cuts.size();
    while (from > 0 && !cuts.get(from - 1).isFull() && cuts.get(from - 1).level() <= level) {
      from--;
    }
    return from;
  }
}
