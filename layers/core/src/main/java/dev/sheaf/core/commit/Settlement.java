package dev.sheaf.core.commit;

import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives every upload of a complete run its outcome, then takes the run off the list of unfinished
 * ones. May be repeated: an outcome stays as it was first written.
 */
final class Settlement {
  private final RunTable table;
  private final Snapshots snapshots;

  Settlement(RunTable table, Snapshots snapshots) {
    this.table = table;
    this.snapshots = snapshots;
  }

  /**
   * Settles a run that was committed or closed, or of which no upload can be published. One that is
   * open and has something to publish waits for others, and is left alone.
   */
  void settle(RunVerdict.Complete complete) {
    Plan plan = complete.run().plan();
    RunItem run =
        table
            .run(plan.dataset(), plan.run())
            .orElseThrow(() -> new IllegalStateException("no item of run " + plan.run()));
    if (run.state() == RunItem.State.OPEN && !complete.loaded().isEmpty()) {
      return;
    }
    live(run)
        .ifPresent(
            live -> {
              for (UploadResult result : complete.results()) {
                table.settle(result.upload(), plan.run(), outcome(result, run, live));
              }
            });
    if (run.state() == RunItem.State.OPEN) {
      table.closeRun(plan.dataset(), plan.run(), RunItem.State.FAILED, "no upload could be loaded");
    }
    table.finishRun(plan.dataset(), plan.run());
  }

  /**
   * The uploads that have rows in the snapshot of the run, or else in HEAD. Empty if the snapshot has
   * expired, which it does not before all uploads of its runs are settled.
   */
  private Optional<Set<Upload>> live(RunItem run) {
    Integer version = run.snapshot();
    return version == null
        ? Optional.of(snapshots.head(run.dataset()).map(Settlement::uploads).orElse(Set.of()))
        : snapshots.retained(run.dataset(), version).map(Settlement::uploads);
  }

  private static Set<Upload> uploads(Manifest manifest) {
    return manifest.contributions().stream().map(Contribution::upload).collect(Collectors.toSet());
  }

  private static UploadOutcome outcome(UploadResult result, RunItem run, Set<Upload> live) {
    boolean isLive = live.contains(result.upload());
    return result.match(loaded -> loaded(run, isLive), notLoaded -> notLoaded(notLoaded, isLive));
  }

  private static UploadOutcome loaded(RunItem run, boolean isLive) {
    if (run.state() == RunItem.State.FAILED) {
      return isLive
          ? new UploadOutcome(UploadState.LOADED, "its rows are from before: " + run.reason())
          : UploadOutcome.refused(run.reason() + "; reload it by itself");
    }
    return isLive
        ? UploadOutcome.LOADED
        : UploadOutcome.superseded("a newer upload of the same key took its place");
  }

  private static UploadOutcome notLoaded(UploadResult.NotLoaded result, boolean isLive) {
    return isLive
        ? new UploadOutcome(
            UploadState.LOADED,
            "its rows are from before; the reload did not succeed: " + result.outcome().reason())
        : result.outcome();
  }
}
