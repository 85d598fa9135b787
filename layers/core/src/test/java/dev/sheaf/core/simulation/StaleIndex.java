package dev.sheaf.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What an eventually consistent read may answer: the truth of some moment before. */
final class StaleIndex<T> {
  private static final int KEPT = 6;

  private final Supplier<List<T>> truth;
  private final List<List<T>> past = new ArrayList<>();

  StaleIndex(Supplier<List<T>> truth) {
    this.truth = truth;
  }

  /** Notes the truth of this moment. */
  void note() {
    past.add(truth.get());
    if (past.size() > KEPT) {
      past.remove(0);
    }
  }

  List<T> read(Random random) {
    return past.isEmpty() ? List.of() : past.get(random.nextInt(past.size()));
  }
}
