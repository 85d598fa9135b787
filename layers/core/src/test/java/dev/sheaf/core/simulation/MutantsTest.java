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

/**
 * A simulation that finds nothing proves something only if it would find what is wrong. The build
 * looks for each mutant from the seed on that caught it last; where the seeds give other worlds by
 * now, and none of those does, {@code mvn -Psimulation -pl layers/core test -Dtest=MutantsTest}
 * searches all from 0 on and prints the seed to begin at.
 */
@Tag("simulation")
final class MutantsTest {
  private static final int NEARBY = 2_000;
  private static final int ALL = 20_000;

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(
            "counter instead of set",
            RunMutants.Counter::new,
            Scenario.REPEATS,
            10,
            Invariant.LIVENESS),
        mutant(
            "set add before fact",
            RunMutants.SetBeforeFact::new,
            Scenario.REPEATS,
            43,
            Invariant.LIVENESS),
        mutant(
            "integrator trusts the hint",
            RunMutants.TrustedHint::new,
            Scenario.LOSSES,
            1,
            Invariant.VERIFIED),
        mutant(
            "commit without the run condition",
            CommitMutants.CommitOfAnyRun::new,
            Scenario.LOSSES,
            35,
            // Where a run published again had uploads that were replaced since, its rows tell.
            Invariant.ONE_SNAPSHOT_PER_RUN,
            Invariant.ROWS),
        mutant(
            "commit without the HEAD condition",
            CommitMutants.CommitOnAnyHead::new,
            Scenario.LOSSES,
            311,
            Invariant.HEAD_GROWS_BY_ONE),
        mutant(
            "claim without condition",
            RunMutants.ClaimOfAnyUpload::new,
            Scenario.LOSSES,
            0,
            Invariant.ONE_RUN_PER_UPLOAD),
        mutant(
            "result key without attempt",
            CommitMutants.KeyWithoutAttempt::new,
            Scenario.LOSSES,
            0,
            // What two integrators merge differs too.
            Invariant.NEVER_CHANGED,
            Invariant.READABLE,
            // And whoever reads a root that another wrote, notices.
            Invariant.NO_SURPRISE),
        mutant(
            "newest-per-key check left out",
            OrderMutants.LastCommitWins::new,
            Scenario.LOSSES,
            25,
            Invariant.ROWS),
        mutant(
            "removal of what a retained snapshot refers to",
            RemovalMutants.RemovalOfAllButHead::new,
            Scenario.LOSSES,
            0,
            Invariant.READABLE),
        mutant(
            "expiry of a tagged snapshot",
            RemovalMutants.ExpiryOfTagged::new,
            Scenario.LOSSES,
            8,
            Invariant.READABLE),
        mutant(
            "operation without its condition",
            CommitMutants.OperationTwice::new,
            Scenario.LOSSES,
            32,
            Invariant.ONE_SNAPSHOT_PER_OPERATION),
        mutant(
            "the last commit wins a key",
            OrderMutants.LastCommitWinsKey::new,
            Scenario.LOSSES,
            146,
            Invariant.ROWS),
        mutant("no sweeper with loss", () -> Mutant.NONE, Scenario.NEGLECT, 8, Invariant.LIVENESS));
  }

  private static Arguments mutant(
      String name, Supplier<Mutant> mutant, Scenario scenario, long from, Invariant... caughtBy) {
    return arguments(name, mutant, scenario, from, List.of(caughtBy));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isCaughtNearby(
      String name,
      Supplier<Mutant> mutant,
      Scenario scenario,
      long from,
      List<Invariant> caughtBy) {
    assertThat(Seeds.search(mutant, scenario, from, NEARBY))
        .as(
            "%s, with %d seeds from %d on; to search on: %s",
            name, NEARBY, from, "mvn -Psimulation -pl layers/core test -Dtest=MutantsTest")
        .hasValueSatisfying(caught -> assertThat(caught.violation().invariant()).isIn(caughtBy));
  }

  @Tag("search")
  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isCaughtSomewhere(
      String name,
      Supplier<Mutant> mutant,
      Scenario scenario,
      long from,
      List<Invariant> caughtBy) {
    Seeds.Caught caught = Seeds.search(mutant, scenario, 0, ALL).orElseThrow();

    System.out.printf("%s: %s, with seed %d%n", name, caught.violation(), caught.seed());
    assertThat(caught.violation().invariant()).isIn(caughtBy);
  }
}
