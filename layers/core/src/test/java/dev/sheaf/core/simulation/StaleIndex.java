package dev.sheaf.core.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an eventually consistent read may answer. Items reach an index one by one, in any order: an
 * answer may lack what is there, and hold what was there before.
 */
final class StaleIndex<T> {
  private static final int KEPT = 6;

  private final Supplier<List<T>> truth;
  private final List<List<T>> past = new ArrayList<>();

  StaleIndex(Supplier<List<T>> truth) {
    this.truth = truth;
  }

  /** Notes the truth of this moment, if it is a new one. */
  void note() {
    List<T> now = truth.get();
    if (!past.isEmpty() && past.get(past.size() - 1).equals(now)) {
      return;
    }
    past.add(now);
    if (past.size() > KEPT) {
      past.remove(0);
    }
  }

  List<T> read(Random random) {
    Set<T> items = new LinkedHashSet<>(truth.get());
    past.forEach(items::addAll);
    return items.stream().filter(item -> random.nextBoolean()).toList();
  }
}
