package dev.sheaf.core.merge;

import dev.sheaf.core.snapshot.FirstAndLastKey;
import dev.sheaf.core.snapshot.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with each part of HEAD. Their first keys divide all keys into ranges. A range
 * that no new row reaches, and of which no row is lost, is left as it is.
 */
final class UpsertPlan {
  /** What becomes of some keys. */
  sealed interface Step {
    /** The part stays. */
    record Kept(Part part) implements Step {}

    /**
     * The rows of these keys are merged.
     *
     * @param inputs that together have all rows of which the winners are among them
     */
    record Merged(KeyInterval range, List<SortedPart> inputs) implements Step {}
  }

  private enum Fate {
    KEPT,
    /** The part takes in new rows. */
    ADDED_TO,
    /** Some of the part's rows are not live any more: what they won against is in no part. */
    MADE_ANEW
  }

  private final List<Part> head;
  private final Set<String> dropped;
  private final List<SortedPart> live;
  private final List<SortedPart> added;
  private final Function<Part, SortedPart> inputs;
  private final KeySpace keys;

  /**
   * @param head parts of HEAD in the order of their keys
   * @param dropped ids of uploads, of which rows may be in them, and not to stay
   * @param live all that is in the contributions
   * @param added what is in the new ones of them
   * @param inputs opens a part
   */
  UpsertPlan(
      List<Part> head,
      Set<String> dropped,
      List<SortedPart> live,
      List<SortedPart> added,
      Function<Part, SortedPart> inputs,
      KeySpace keys) {
    this.head = head;
    this.dropped = new HashSet<>(dropped);
    this.live = live;
    this.added = added;
    this.inputs = inputs;
    this.keys = keys;
  }

  /** In the order of the keys; together all keys. */
  List<Step> steps() {
    if (head.isEmpty()) {
      return List.of(new Step.Merged(KeyInterval.ALL, added));
    }
    List<Key> bounds = bounds();
    List<Step> steps = new ArrayList<>();
    for (int from = 0; from < head.size(); ) {
      Fate fate = fate(from, bounds);
      int to = from + 1;
      while (to < head.size() && fate != Fate.KEPT && fate(to, bounds) == fate) {
        to++;
      }
      steps.add(step(fate, head.subList(from, to), range(bounds, from, to)));
      from = to;
    }
    return steps;
  }

  private List<Key> bounds() {
    return head.stream().map(part -> keys.key(span(part).first())).toList();
  }

  private static FirstAndLastKey span(Part part) {
    FirstAndLastKey span = part.keys();
    if (span == null) {
      throw new IllegalStateException("%s does not say which keys it has".formatted(part.key()));
    }
    return span;
  }

  private static KeyInterval range(List<Key> bounds, int from, int to) {
    @Nullable Key end = to == bounds.size() ? null : bounds.get(to);
    return new KeyInterval(from == 0 ? Key.LEAST : bounds.get(from), end);
  }

  private Fate fate(int part, List<Key> bounds) {
    if (head.get(part).uploads().stream().anyMatch(dropped::contains)) {
      return Fate.MADE_ANEW;
    }
    KeyInterval range = range(bounds, part, part + 1);
    return added.stream().anyMatch(input -> input.mayReach(range)) ? Fate.ADDED_TO : Fate.KEPT;
  }

  private Step step(Fate fate, List<Part> parts, KeyInterval range) {
    if (fate == Fate.KEPT) {
      return new Step.Kept(parts.get(0));
    }
    if (fate == Fate.MADE_ANEW) {
      return new Step.Merged(range, live);
    }
    List<SortedPart> all = new ArrayList<>(parts.stream().map(inputs).toList());
    all.addAll(added);
    return new Step.Merged(range, all);
  }

  /**
   * Cuts a range where row groups begin, so that about as many bytes are in each piece.
   *
   * @param fences of the range
   * @param bytes how many
   */
  static List<KeyInterval> cut(KeyInterval range, List<Fence> fences, long bytes) {
    long all = fences.stream().mapToLong(fence -> fence.group().bytes()).sum();
    long each = all / Math.max(1, Math.round((double) all / bytes));
    List<KeyInterval> pieces = new ArrayList<>();
    KeyInterval rest = range;
    long taken = 0;
    for (Fence fence : fences.stream().sorted(Comparator.comparing(Fence::floor)).toList()) {
      if (taken >= each * (pieces.size() + 1) && rest.isCutBy(fence.floor())) {
        pieces.add(new KeyInterval(rest.from(), fence.floor()));
        rest = new KeyInterval(fence.floor(), range.to());
      }
      taken += fence.group().bytes();
    }
    pieces.add(rest);
    return pieces;
  }
}
