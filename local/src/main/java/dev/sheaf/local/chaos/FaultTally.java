package dev.sheaf.local.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How often what happened.
 *
 * @param seed that the faults were drawn from
 * @param occasions how often each could have happened
 */
public record FaultTally(long seed, Map<Fault, Long> faults, Map<Fault.Occasion, Long> occasions) {

  public FaultTally {
    faults = Map.copyOf(faults);
    occasions = Map.copyOf(occasions);
  }

  public long of(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  public long of(Fault.Occasion occasion) {
    return occasions.getOrDefault(occasion, 0L);
  }

  /** The share of its occasions on which it happened, in {@code [0, 1]}. */
  public double share(Fault fault) {
    long all = of(fault.occasion());
    return all == 0 ? 0 : of(fault) / (double) all;
  }

  /** The faults that never happened: then the run has proved nothing about them. */
  public List<Fault> missing() {
    List<Fault> missing = new ArrayList<>(List.of(Fault.values()));
    missing.removeIf(fault -> of(fault) > 0);
    return missing;
  }
}
