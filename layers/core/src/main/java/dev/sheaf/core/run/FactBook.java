package dev.sheaf.core.run;

import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.store.ResultKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of a run by segment: the repaired one where there is one. */
public final class FactBook {
  private final ResultKeys results;
  private final Map<Integer, Fact> bySegment;
  private final boolean repaired;

  private FactBook(ResultKeys results, Map<Integer, Fact> bySegment, boolean repaired) {
    this.results = results;
    this.bySegment = bySegment;
    this.repaired = repaired;
  }

  /** Reads all facts of the run with strong reads; empty while some task has none. */
  public static Optional<FactBook> complete(
      PlannedRun run, RunDocuments documents, RunTable table) {
    Map<Integer, Fact> facts = new HashMap<>();
    if (!collect(run.process(), table, facts)) {
      return Optional.empty();
    }
    Optional<Round> repair = documents.repair(run.plan().run());
    if (repair.isPresent() && !collect(repair.get(), table, facts)) {
      return Optional.empty();
    }
    return Optional.of(new FactBook(run.plan().results(), facts, repair.isPresent()));
  }

  /** The facts that there are so far, for showing progress and for reading rejects. */
  public static FactBook soFar(PlannedRun run, RunDocuments documents, RunTable table) {
    Map<Integer, Fact> facts = new HashMap<>();
    collect(run.process(), table, facts);
    Optional<Round> repair = documents.repair(run.plan().run());
    repair.ifPresent(round -> collect(round, table, facts));
    return new FactBook(run.plan().results(), facts, repair.isPresent());
  }

  private static boolean collect(Round round, RunTable table, Map<Integer, Fact> facts) {
    int found = 0;
    for (int group = 0; group < round.groups(); group++) {
      for (Fact fact : table.facts(round.run(), round.number(), group)) {
        facts.put(round.tasks().get(fact.task()).segment(), fact);
        found++;
      }
    }
    return found == round.tasks().size();
  }

  /** True once a repair round is among these facts: there is never a second. */
  public boolean repaired() {
    return repaired;
  }

  public Optional<Fact> of(Plan.Segment segment) {
    return Optional.ofNullable(bySegment.get(segment.number()));
  }

  /** The rejects of one upload's segments. */
  public List<RejectObject> rejects(List<Plan.Segment> segments) {
    List<RejectObject> objects = new ArrayList<>();
    for (Plan.Segment segment : segments) {
      of(segment).flatMap(this::rejects).ifPresent(objects::add);
    }
    return objects;
  }

  private Optional<RejectObject> rejects(Fact fact) {
    return fact.outcome()
        .filter(outcome -> outcome.counts().rejects() > 0)
        .map(
            outcome ->
                new RejectObject(
                    results.rejects(fact.round(), fact.task(), fact.execution()),
                    outcome.rejectsSha256()));
  }
}
