package dev.sheaf.core.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many worlds full of trouble, none of which may show in a snapshot. The seed of a failure is named,
 * with all that happened.
 */
@Tag("simulation")
final class SimulationTest {
  @Test
  void nothingThatHappensOnTheWayShows() {
    String fixed = System.getProperty("simulation.seed", "");
    if (!fixed.isEmpty()) {
      System.out.println(Seeds.replay(Long.parseLong(fixed)));
      return;
    }
    long first = Long.getLong("simulation.first", 0);
    long count = Long.getLong("simulation.seeds", 20_000);
    Tally tally = Seeds.run(first, count);
    System.out.printf("%,d simulations, seeds %d and up%n%s", count, first, tally);
  }
}
