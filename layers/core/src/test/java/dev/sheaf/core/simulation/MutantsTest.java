package dev.sheaf.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulation that finds nothing proves something only if it would find what is wrong. */
@Tag("simulation")
final class MutantsTest {
  private static final int MAX_SEEDS = 20_000;

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(
            "counter instead of set", Mutants.Counter::new, Scenario.REPEATS, Invariant.LIVENESS),
        mutant(
            "set add before fact",
            Mutants.SetBeforeFact::new,
            Scenario.REPEATS,
            Invariant.LIVENESS),
        mutant(
            "integrator trusts the hint",
            Mutants.TrustedHint::new,
            Scenario.LOSSES,
            Invariant.VERIFIED),
        mutant(
            "commit without the run condition",
            Mutants.CommitOfAnyRun::new,
            Scenario.LOSSES,
            // Where a run published again had uploads that were replaced since, its rows tell.
            Invariant.ONE_SNAPSHOT_PER_RUN,
            Invariant.ROWS),
        mutant(
            "commit without the HEAD condition",
            Mutants.CommitOnAnyHead::new,
            Scenario.LOSSES,
            Invariant.HEAD_GROWS_BY_ONE),
        mutant(
            "claim without condition",
            Mutants.ClaimOfAnyUpload::new,
            Scenario.LOSSES,
            Invariant.ONE_RUN_PER_UPLOAD),
        mutant(
            "result key without attempt",
            Mutants.KeyWithoutAttempt::new,
            Scenario.LOSSES,
            // What two integrators merge differs too.
            Invariant.NEVER_CHANGED,
            Invariant.READABLE),
        mutant(
            "newest-per-key check left out",
            Mutants.LastCommitWins::new,
            Scenario.LOSSES,
            Invariant.ROWS),
        mutant(
            "removal of what a retained snapshot refers to",
            Mutants.RemovalOfAllButHead::new,
            Scenario.LOSSES,
            Invariant.READABLE),
        mutant(
            "expiry of a tagged snapshot",
            Mutants.ExpiryOfTagged::new,
            Scenario.LOSSES,
            Invariant.READABLE),
        mutant(
            "operation without its condition",
            Mutants.OperationTwice::new,
            Scenario.LOSSES,
            Invariant.ONE_SNAPSHOT_PER_OPERATION),
        mutant(
            "the last commit wins a key",
            Mutants.LastCommitWinsKey::new,
            Scenario.LOSSES,
            Invariant.ROWS),
        mutant("no sweeper with loss", () -> Mutant.NONE, Scenario.NEGLECT, Invariant.LIVENESS));
  }

  private static Arguments mutant(
      String name, Supplier<Mutant> mutant, Scenario scenario, Invariant... caughtBy) {
    return arguments(name, mutant, scenario, List.of(caughtBy));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isCaught(String name, Supplier<Mutant> mutant, Scenario scenario, List<Invariant> caughtBy) {
    Seeds.Caught caught = Seeds.search(mutant, scenario, MAX_SEEDS).orElseThrow();

    System.out.printf("%s: %s with seed %d%n", name, caught.violation(), caught.seed());
    assertThat(caught.violation().invariant()).isIn(caughtBy);
  }
}
