package dev.sheaf.core.commit;

import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.OneByOne;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.TransientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns complete runs into a snapshot. It believes no message: it reads the facts, verifies them, and
 * leaves what is not complete to a later hint. May be interrupted and repeated anywhere.
 */
public final class Integrator {
  private final RunDocuments documents;
  private final RunTable table;
  private final Verification verification;
  private final Committer committer;
  private final Dispatch dispatch;
  private final Settlement settlement;
  private final Announcer announcer;

  public Integrator(
      RunDocuments documents,
      RunTable table,
      Verification verification,
      Committer committer,
      Dispatch dispatch,
      Snapshots snapshots,
      Announcer announcer) {
    this.documents = documents;
    this.table = table;
    this.verification = verification;
    this.committer = committer;
    this.dispatch = dispatch;
    this.settlement = new Settlement(table, snapshots);
    this.announcer = announcer;
  }

  /**
   * Looks at the hinted runs of a dataset and at every other unfinished one, repairs what needs it,
   * and commits all that are complete at once. A run that cannot be judged does not keep the others.
   *
   * @throws dev.sheaf.core.store.TransientException if the hint should be delivered again
   */
  public void integrate(String dataset, Collection<String> hinted) {
    Set<String> ids = new TreeSet<>(hinted);
    table.unfinishedRunsOf(dataset).forEach(run -> ids.add(run.run()));

    List<RunVerdict.Complete> complete = new ArrayList<>();
    OneByOne.run(
        () -> OneByOne.forEach(ids, id -> judge(id, complete)), () -> publish(dataset, complete));
  }

  /** Takes up a run whose facts are all there. Sends its repair round where it needs one. */
  private void judge(String id, List<RunVerdict.Complete> complete) {
    documents
        .plan(id)
        .ifPresent(
            run ->
                verification
                    .judge(run)
                    .<Runnable>match(
                        incomplete -> () -> {},
                        repair ->
                            () -> {
                              documents.putRepair(repair.round());
                              dispatch.missing(run);
                            },
                        judged -> () -> complete.add(judged))
                    .run());
  }

  private void publish(String dataset, List<RunVerdict.Complete> complete) {
    List<SnapshotRecord> committed =
        committer.commit(
            dataset, complete.stream().filter(run -> !run.loaded().isEmpty()).toList());
    complete.forEach(settlement::settle);
    announce(committed);
  }

  private void announce(List<SnapshotRecord> committed) {
    try {
      announcer.announce(committed);
    } catch (TransientException e) {
      // The hint is done with; the sweeper announces what is left.
    }
  }
}
