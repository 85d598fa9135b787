package dev.sheaf.core.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Decides by the seed what goes wrong, until the budget is spent. */
final class Faults {
  private static final List<Fault> SILENCE =
      List.of(Fault.NO_ANSWER_BEFORE_CALL, Fault.NO_ANSWER_AFTER_CALL);
  private static final List<Fault> ANY =
      List.of(
          Fault.CRASH_BEFORE_CALL,
          Fault.CRASH_AFTER_CALL,
          Fault.NO_ANSWER_BEFORE_CALL,
          Fault.NO_ANSWER_AFTER_CALL);

  private final Random random;
  private final Tally tally;
  private final Loss loss;
  private final List<Fault> ofCalls;
  private final Set<Fault> frequent;
  private final int callPermille;
  private final int messagePermille;
  private int budget;

  /** Whether messages may be lost for good. */
  enum Loss {
    POSSIBLE,
    NONE
  }

  Faults(Random random, Tally tally, Loss loss, Shape shape) {
    this.random = random;
    this.tally = tally;
    this.loss = loss;
    boolean storm = random.nextInt(12) == 0;
    this.ofCalls = storm && random.nextInt(3) > 0 ? SILENCE : ANY;
    this.budget = storm ? 120 : random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(30);
    this.callPermille = storm ? 250 : 5 + random.nextInt(80);
    // Where consumers overlap and see different runs, commits meet that have none in common.
    this.frequent =
        shape == Shape.CROWD || random.nextInt(8) == 0
            ? Set.of(Fault.VISIBILITY_EXPIRED, Fault.STALE_READ)
            : Set.of();
    this.messagePermille = 20 + random.nextInt(250);
  }

  Loss loss() {
    return loss;
  }

  /** From now on nothing goes wrong. */
  void cease() {
    budget = 0;
  }

  /** What goes wrong with the next call of a port. */
  Optional<Fault> ofCall() {
    if (budget == 0 || random.nextInt(1000) >= callPermille) {
      return Optional.empty();
    }
    return Optional.of(spend(ofCalls.get(random.nextInt(ofCalls.size()))));
  }

  /** Whether this goes wrong now. */
  boolean strikes(Fault fault) {
    if (frequent.contains(fault) && budget > 0 && random.nextInt(2) == 0) {
      tally.count(fault);
      return true;
    }
    boolean excluded =
        loss == Loss.NONE && (fault == Fault.MESSAGE_LOST || fault == Fault.EVENT_LOST);
    if (excluded || budget == 0 || random.nextInt(1000) >= messagePermille) {
      return false;
    }
    spend(fault);
    return true;
  }

  private Fault spend(Fault fault) {
    budget--;
    tally.count(fault);
    return fault;
  }
}
