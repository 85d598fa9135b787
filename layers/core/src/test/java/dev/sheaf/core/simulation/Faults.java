package dev.sheaf.core.simulation;

import java.util.Optional;
import java.util.Random;

/** Decides by the seed what goes wrong, until the budget is spent. */
final class Faults {
  private static final Fault[] OF_CALLS = {
    Fault.CRASH_BEFORE_CALL,
    Fault.CRASH_AFTER_CALL,
    Fault.NO_ANSWER_BEFORE_CALL,
    Fault.NO_ANSWER_AFTER_CALL
  };

  private final Random random;
  private final Tally tally;
  private final Loss loss;
  private final int callPermille;
  private final int messagePermille;
  private int budget;

  /** Whether messages may be lost for good. */
  enum Loss {
    POSSIBLE,
    NONE
  }

  Faults(Random random, Tally tally, Loss loss) {
    this.random = random;
    this.tally = tally;
    this.loss = loss;
    this.budget = random.nextInt(4) == 0 ? 0 : random.nextInt(30);
    this.callPermille = 5 + random.nextInt(80);
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
    return Optional.of(spend(OF_CALLS[random.nextInt(OF_CALLS.length)]));
  }

  /** Whether this goes wrong now. */
  boolean strikes(Fault fault) {
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
