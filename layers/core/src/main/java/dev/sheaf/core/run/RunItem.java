package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the table knows it.
 *
 * @param snapshot the version that holds its rows; null unless COMMITTED
 * @param reason why it FAILED, for people; null otherwise
 */
public record RunItem(
    String run,
    String dataset,
    State state,
    Instant created,
    @Nullable Integer snapshot,
    @Nullable String reason) {

  /** Where a run stands. */
  public enum State {
    OPEN,
    COMMITTED,
    /** No upload could be loaded; HEAD was left alone. */
    FAILED,
    /** It had nothing to do: other runs have, or newer uploads replaced, all of its uploads. */
    EMPTY
  }

  public RunItem {
    requireNonNull(run);
    requireNonNull(dataset);
    requireNonNull(state);
    requireNonNull(created);
  }

  public static RunItem open(String run, String dataset, Instant created) {
    return new RunItem(run, dataset, State.OPEN, created, null, null);
  }
}
