package dev.sheaf.local.chaos;

/** The kinds of faults, each with the share of its occasions on which it is made to happen. */
public enum Fault {
  /** A copy of a message is in the queue besides it. */
  DOUBLED(Occasion.MESSAGE, 0.2),
  /** A message is gone before anybody has worked on it. */
  LOST(Occasion.MESSAGE, 0.1),
  /** A message arrives after others that were behind it. */
  LATE(Occasion.MESSAGE, 0.3),
  /**
   * A function ends in the middle of a remote call. Whether a run is long enough for the call that
   * was chosen cannot be known before, so fewer die than are doomed: about half.
   */
  DIED(Occasion.RUN, 0.25),
  /** A remote call is answered by a server's error or by throttling. */
  FAILED(Occasion.CALL, 0.1);

  /** What a fault may happen to. */
  public enum Occasion {
    /** A message that a queue gives. */
    MESSAGE,
    /** A run of a function. */
    RUN,
    /** A request that a function sends to a service; one that is tried again counts again. */
    CALL
  }

  private final Occasion occasion;
  private final double rate;

  Fault(Occasion occasion, double rate) {
    this.occasion = occasion;
    this.rate = rate;
  }

  public Occasion occasion() {
    return occasion;
  }

  double rate() {
    return rate;
  }
}
