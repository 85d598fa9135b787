package dev.sheaf.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.RunItem.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many worlds full of trouble, none of which may show in a snapshot. The seed of a failure is named,
 * with all that happened.
 */
@Tag("simulation")
final class SimulationTest {
  /** In so many worlds, everything that can happen does. */
  private static final int MANY = 5_000;

  @Test
  void nothingThatHappensOnTheWayShows() {
    String fixed = System.getProperty("simulation.seed", "");
    if (!fixed.isEmpty()) {
      System.out.println(Seeds.replay(Long.parseLong(fixed)));
      return;
    }
    long first = Long.getLong("simulation.first", 0);
    long count = Long.getLong("simulation.seeds", 20_000);
    Duration limit = Duration.ofMinutes(Long.getLong("simulation.minutes", 60));
    Tally tally = Seeds.run(first, count, limit);
    System.out.printf("Simulations from seed %d on:%n%s", first, tally);
    for (Fault fault : Fault.values()) {
      assertThat(tally.of(fault))
          .as("%s", fault)
          .isGreaterThanOrEqualTo(tally.of("SIMULATIONS") / MANY);
    }
    for (String snapshots :
        List.of("BY RUNS", "BY Rollback", "BY Retract", "BY Compact", "REWRITTEN")) {
      assertThat(tally.of("SNAPSHOTS " + snapshots))
          .as("snapshots %s", snapshots)
          .isGreaterThanOrEqualTo(tally.of("SIMULATIONS") / MANY);
    }
    for (State end : List.of(State.COMMITTED, State.FAILED, State.EMPTY)) {
      assertThat(tally.of("RELOADS " + end))
          .as("reloads that are %s", end)
          .isGreaterThanOrEqualTo(tally.of("SIMULATIONS") / MANY);
    }
  }

  @Test
  void aSeedTellsAll() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(Seeds.replay(seed)).as("seed %d", seed).isEqualTo(Seeds.replay(seed));
    }
  }
}
