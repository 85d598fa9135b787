package dev.sheaf.local.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What becomes of a message between its queue and its function.
 *
 * @param delay zero unless the message is late
 */
public record Fate(Way way, Duration delay) {
  public static final Fate ARRIVES = new Fate(Way.ARRIVES, Duration.ZERO);

  /** It is gone, without having been worked on. */
  public static final Fate LOST = new Fate(Way.LOST, Duration.ZERO);

  /** It arrives, and a copy of it is in the queue. */
  public static final Fate DOUBLED = new Fate(Way.DOUBLED, Duration.ZERO);

  enum Way {
    ARRIVES,
    LOST,
    DOUBLED,
    LATE
  }

  public Fate {
    requireNonNull(way);
    if (delay.isNegative() || delay.isZero() == (way == Way.LATE)) {
      throw new IllegalArgumentException("%s with a delay of %s".formatted(way, delay));
    }
  }

  /** It arrives after a while, and others overtake it. */
  public static Fate late(Duration delay) {
    return new Fate(Way.LATE, delay);
  }
}
