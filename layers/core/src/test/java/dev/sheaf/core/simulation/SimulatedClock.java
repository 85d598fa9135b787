package dev.sheaf.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Time that passes only with what happens. */
final class SimulatedClock implements InstantSource {
  private final Random random;
  private Instant now = Instant.parse("2026-11-20T00:00:00Z");

  SimulatedClock(Random random) {
    this.random = random;
  }

  /** A call takes its time. */
  void pass() {
    now = now.plusMillis(1 + random.nextInt(50));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
