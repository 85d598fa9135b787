package dev.sheaf.core.simulation;

import static dev.sheaf.core.simulation.Violation.unless;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold of a committed run: its facts prove what its snapshot says. */
final class RunChecks {
  private final World world;
  private final RunDocuments documents;

  RunChecks(World world) {
    this.world = world;
    this.documents = new RunDocuments(new Lake(world.store, World.LAKE));
  }

  void check(RunItem run) {
    List<String> rounds =
        world.store.list(World.LAKE, "runs/%s/round-".formatted(run.run())).stream()
            .map(ObjectVersion::key)
            .toList();
    unless(rounds.size() <= 1, Invariant.ONE_REPAIR, "run %s has %s", run.run(), rounds);
    Integer version = run.snapshot();
    if (version == null) {
      return;
    }
    SnapshotRecord snapshot = world.table.snapshot(run.dataset(), version).orElseThrow();
    if (!snapshot.isExpired()) {
      Manifest manifest = SnapshotChecks.manifest(world, snapshot);
      PlannedRun planned = documents.plan(run.run()).orElseThrow();
      Map<Integer, Fact> facts = facts(planned);
      manifest.contributions().stream()
          .filter(contribution -> contribution.run().equals(run.run()))
          .forEach(contribution -> requireTiled(planned, facts, contribution));
    }
  }

  private Map<Integer, Fact> facts(PlannedRun run) {
    Map<Integer, Fact> facts = new HashMap<>();
    collect(run.process(), facts);
    documents.repair(run.plan().run()).ifPresent(repair -> collect(repair, facts));
    return facts;
  }

  private void collect(Round round, Map<Integer, Fact> facts) {
    for (int group = 0; group < round.groups(); group++) {
      for (Fact fact : world.table.facts(round.run(), round.number(), group)) {
        facts.put(round.tasks().get(fact.task()).segment(), fact);
      }
    }
  }

  private static void requireTiled(
      PlannedRun run, Map<Integer, Fact> facts, Contribution contribution) {
    long tiled = -1;
    long rows = 0;
    for (Plan.Segment segment : run.segments()) {
      if (!run.uploadOf(segment).upload().equals(contribution.upload())) {
        continue;
      }
      Optional<Fact.Outcome> found = facts.get(segment.number()).outcome();
      unless(found.isPresent(), Invariant.VERIFIED, "no outcome of %s", segment);
      Fact.Outcome outcome = found.orElseThrow();
      rows += outcome.counts().requireBalanced("segment " + segment).rows();
      if (outcome.start() >= 0) {
        long start = tiled < 0 ? segment.from() : tiled;
        unless(
            outcome.start() == start,
            Invariant.VERIFIED,
            "%s does not begin at %d",
            outcome,
            start);
        tiled = outcome.end();
      }
    }
    long size = contribution.upload().object().sizeBytes();
    unless(tiled < 0 || tiled == size, Invariant.VERIFIED, "%s ends at %d", contribution, tiled);
    unless(
        rows == contribution.counts().rows(),
        Invariant.VERIFIED,
        "%s has %d rows by its facts",
        contribution,
        rows);
  }
}
