package dev.sheaf.core.run;

import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
  private final Snapshots snapshots;

  public Integrator(
      RunDocuments documents,
      RunTable table,
      Verification verification,
      Committer committer,
      Dispatch dispatch,
      Snapshots snapshots) {
    this.documents = documents;
    this.table = table;
    this.verification = verification;
    this.committer = committer;
    this.dispatch = dispatch;
    this.snapshots = snapshots;
  }

  /**
   * Looks at the hinted runs of a dataset and at every other unfinished one, repairs what needs it,
   * and commits all that are complete at once.
   */
  public void integrate(String dataset, Collection<String> hinted) {
    Set<String> ids = new TreeSet<>(hinted);
    table.unfinishedRuns().stream()
        .filter(run -> run.dataset().equals(dataset))
        .forEach(run -> ids.add(run.run()));

    List<RunVerdict.Complete> complete = new ArrayList<>();
    for (String id : ids) {
      documents.plan(id).flatMap(this::completed).ifPresent(complete::add);
    }
    List<RunVerdict.Complete> loaded =
        complete.stream().filter(run -> !run.loaded().isEmpty()).toList();
    if (!loaded.isEmpty()) {
      committer.commit(dataset, loaded);
    }
    complete.forEach(this::finish);
  }

  /** The run, if its facts are all there. Sends its repair round where it needs one. */
  private Optional<RunVerdict.Complete> completed(PlannedRun run) {
    RunVerdict verdict = verification.judge(run);
    if (verdict instanceof RunVerdict.NeedsRepair repair) {
      documents.putRepair(repair.round());
      dispatch.missing(run);
    }
    return verdict instanceof RunVerdict.Complete complete
        ? Optional.of(complete)
        : Optional.empty();
  }

  /** Settles every upload of a run, then takes the run off the list of unfinished ones. */
  private void finish(RunVerdict.Complete run) {
    Plan plan = run.run().plan();
    RunRecord record =
        table
            .run(plan.dataset(), plan.run())
            .orElseThrow(() -> new IllegalStateException("no item of run " + plan.run()));
    Set<Upload> published = published(record);
    for (UploadResult result : run.results()) {
      table.settle(result.upload(), plan.run(), outcome(result, published));
    }
    if (record.state() == RunRecord.State.OPEN) {
      table.closeRun(
          plan.dataset(), plan.run(), RunRecord.State.FAILED, "no upload could be loaded");
    }
    table.finishRun(plan.dataset(), plan.run());
  }

  private static UploadOutcome outcome(UploadResult result, Set<Upload> published) {
    if (result instanceof UploadResult.NotLoaded notLoaded) {
      return notLoaded.outcome();
    }
    return published.contains(result.upload())
        ? UploadOutcome.LOADED
        : UploadOutcome.superseded("a newer upload of the same key took its place");
  }

  private Set<Upload> published(RunRecord run) {
    Integer version = run.snapshot();
    if (version == null) {
      return Set.of();
    }
    return snapshots.version(run.dataset(), version).map(Manifest::contributions).stream()
        .flatMap(List::stream)
        .map(Contribution::upload)
        .collect(Collectors.toSet());
  }
}
