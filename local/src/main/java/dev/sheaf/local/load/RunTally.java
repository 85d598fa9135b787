package dev.sheaf.local.load;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.FactBook;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The facts of runs, added up by upload. */
final class RunTally {
  private final RunDocuments documents;
  private final RunTable table;

  public RunTally(RunDocuments documents, RunTable table) {
    this.documents = documents;
    this.table = table;
  }

  /**
   * What was done for one upload.
   *
   * @param segments planned
   * @param done segments that have a fact
   * @param bytes of the segments done
   */
  public record UploadTally(int segments, int done, long bytes, Counts counts) {
    UploadTally plus(Plan.Segment segment, Optional<Fact> fact) {
      Counts more = fact.flatMap(Fact::outcome).map(Fact.Outcome::counts).orElse(Counts.NONE);
      return new UploadTally(
          segments + 1,
          done + (fact.isPresent() ? 1 : 0),
          bytes + (fact.isPresent() ? segment.to() - segment.from() : 0),
          counts.plus(more));
    }
  }

  /** By id of the upload; empty while the run has no plan. */
  public Map<String, UploadTally> of(String run) {
    Map<String, UploadTally> tallies = new HashMap<>();
    Optional<PlannedRun> planned = documents.plan(run);
    if (planned.isEmpty()) {
      return tallies;
    }
    FactBook facts = FactBook.soFar(planned.get(), documents, table);
    UploadTally[] byIndex = new UploadTally[planned.get().plan().uploads().size()];
    for (Plan.Segment segment : planned.get().segments()) {
      UploadTally before = byIndex[segment.upload()];
      byIndex[segment.upload()] =
          (before == null ? new UploadTally(0, 0, 0, Counts.NONE) : before)
              .plus(segment, facts.of(segment));
    }
    for (int index = 0; index < byIndex.length; index++) {
      if (byIndex[index] != null) {
        tallies.put(planned.get().plan().uploads().get(index).upload().id(), byIndex[index]);
      }
    }
    return tallies;
  }
}
