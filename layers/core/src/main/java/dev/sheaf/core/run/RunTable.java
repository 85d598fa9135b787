package dev.sheaf.core.run;

import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of uploads, runs and facts. One method is one call of the table; reads are strongly
 * consistent unless they say otherwise, writes are conditional and may be repeated.
 *
 * <p>All methods throw {@link dev.sheaf.core.store.TransientException} where the table did not
 * answer. The write may have happened then; repeating it is right.
 */
public interface RunTable {

  /** Records an upload as SEEN unless it is known. */
  void putUpload(Upload upload);

  Optional<UploadItem> upload(Upload upload);

  /** All uploads of a dataset, in upload order. */
  List<UploadItem> uploads(String dataset);

  /** Uploads that are SEEN and in no run, of all datasets. Eventually consistent. */
  List<UploadItem> waitingUploads();

  /**
   * Takes an upload into a run, if no other run has it: one that is SEEN at this attempt, or one
   * that has an outcome from the attempt before, which is then forgotten. The second is a reload.
   *
   * @return whether the run has it now
   */
  boolean claim(Upload upload, int attempt, String run);

  /** Settles the outcome of an upload that this run has. Without effect if it is settled. */
  void settle(Upload upload, String run, UploadOutcome outcome);

  /** Settles an upload that no run has. Without effect if one does, or if it is settled. */
  void settleUnclaimed(Upload upload, UploadOutcome outcome);

  /**
   * Makes an upload FORGOTTEN that has ended otherwise than LOADED. May be repeated.
   *
   * @param attempt as it was read
   * @return whether it is FORGOTTEN now
   */
  boolean forget(Upload upload, int attempt);

  /**
   * Makes an upload FORGOTTEN whatever it is, if it is still so: its dataset was dropped. May be
   * repeated.
   *
   * @param read as it was read
   */
  void drop(UploadItem read);

  /** Records an OPEN run unless it is known. */
  void putRun(RunItem run);

  Optional<RunItem> run(String dataset, String run);

  /** Whether there is such a run, and it is OPEN. */
  default boolean isOpen(String dataset, String run) {
    return run(dataset, run).filter(item -> item.state() == RunItem.State.OPEN).isPresent();
  }

  /** All runs of a dataset, oldest first. */
  List<RunItem> runs(String dataset);

  /** Runs of all datasets that {@link #finishRun} has not ended. Eventually consistent. */
  List<RunItem> unfinishedRuns();

  /** Those of one dataset, oldest first. Eventually consistent. */
  List<RunItem> unfinishedRunsOf(String dataset);

  /** Unfinished runs that are to be looked at by now. Eventually consistent. */
  List<WatchedRun> dueRuns(Instant now);

  /** Keeps what a look at a run found, and when to look again. Without effect once finished. */
  void keepWatch(WatchedRun run);

  /**
   * Ends an OPEN run that has nothing to commit. Without effect if it is not OPEN.
   *
   * @param state FAILED or EMPTY
   */
  void closeRun(String dataset, String run, RunItem.State state, String reason);

  /** Says that nothing is left to do for a run that is not OPEN. */
  void finishRun(String dataset, String run);

  /**
   * Records a fact unless its task has one.
   *
   * @return the fact that the task has: this one, or the one that was first
   */
  Fact putFact(Fact fact, int group);

  Optional<Fact> fact(TaskMessage task, int group);

  /** All facts of a group, in any order; strongly consistent. */
  List<Fact> facts(String run, int round, int group);

  /**
   * Adds tasks to their group's set of done tasks.
   *
   * @param tasks at least one, by their numbers within the group
   * @return the set after that
   */
  Set<Integer> addDone(String run, int round, int group, Set<Integer> tasks);

  /** The numbers within the group of its done tasks; empty where there is none yet. */
  Set<Integer> done(String run, int round, int group);

  /**
   * Adds a group to its round's set of done groups.
   *
   * @return the set after that
   */
  Set<Integer> addGroup(String run, int round, int group);

  /** Notes that an execution of a task began that had been tried before. */
  void noteBegun(TaskMessage task, int group, String execution);

  /**
   * Notes that an execution ended with an error.
   *
   * @param error null if it was a transient one; replaces an earlier one otherwise
   */
  void noteEnded(TaskMessage task, int group, String execution, @Nullable String error);

  /** What was noted of a task. */
  TaskTrouble trouble(TaskMessage task, int group);
}
