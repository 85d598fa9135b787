package dev.sheaf.core.intake;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.upload.UploadState;
import java.util.List;
import java.util.Optional;

/**
 * Forgets uploads that were refused, or were junk. The definition of a dataset that never had a row
 * goes with one, if all of it was inferred: it says what junk looks like, and would keep good
 * uploads out. May be interrupted and repeated.
 */
public final class Forgetting {
  private static final String TAKEN_AWAY =
      "the definition that it was read under was forgotten meanwhile";

  private final RunTable runs;
  private final SnapshotTable snapshots;
  private final Definitions definitions;

  public Forgetting(RunTable runs, SnapshotTable snapshots, Definitions definitions) {
    this.runs = runs;
    this.snapshots = snapshots;
    this.definitions = definitions;
  }

  /** What became of an upload that is to be forgotten. */
  public enum Outcome {
    FORGOTTEN,
    /** So is the definition that was inferred from it or its like. */
    FORGOTTEN_WITH_DEFINITION,
    /** Nothing was done: it has rows, which are to be retracted first. */
    HAS_ROWS,
    /** Nothing was done: it is on its way, or taken up again meanwhile. */
    UNDER_WAY
  }

  public Outcome forget(UploadItem upload) {
    if (upload.state() == UploadState.LOADED) {
      return Outcome.HAS_ROWS;
    }
    if (!upload.state().isOutcome() || !runs.forget(upload.upload(), upload.attempt())) {
      return Outcome.UNDER_WAY;
    }
    return forgetDefinition(upload.upload().dataset())
        ? Outcome.FORGOTTEN_WITH_DEFINITION
        : Outcome.FORGOTTEN;
  }

  /**
   * The definition goes first, so that no run that is formed from now on can be committed under it;
   * then the runs that were formed before end, so that none of them can. One that was faster shows
   * by its snapshot, and has the definition back.
   */
  private boolean forgetDefinition(String dataset) {
    Optional<Definitions.Revised> current = definitions.revised(dataset);
    if (current.isEmpty() || !isOnlyOfJunk(current.get().definition())) {
      return false;
    }
    if (!definitions.remove(current.get())) {
      return false;
    }
    for (RunItem run : open(dataset)) {
      runs.closeRun(dataset, run.run(), RunItem.State.FAILED, TAKEN_AWAY);
    }
    if (snapshots.head(dataset).isPresent()) {
      definitions.putBack(current.get().definition());
      return false;
    }
    return true;
  }

  private boolean isOnlyOfJunk(Definition definition) {
    return definition.columns().stream().allMatch(column -> column.inference() != null)
        && snapshots.head(definition.dataset()).isEmpty()
        && open(definition.dataset()).isEmpty();
  }

  private List<RunItem> open(String dataset) {
    return runs.runs(dataset).stream().filter(run -> run.state() == RunItem.State.OPEN).toList();
  }
}
