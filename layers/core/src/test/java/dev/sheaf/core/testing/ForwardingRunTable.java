package dev.sheaf.core.testing;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of runs as another table has them, but for what a subclass overrides. */
public abstract class ForwardingRunTable implements RunTable {
  private final RunTable runs;

  protected ForwardingRunTable(RunTable runs) {
    this.runs = runs;
  }

  @Override
  public void putUpload(Upload upload) {
    runs.putUpload(upload);
  }

  @Override
  public Optional<UploadItem> upload(Upload upload) {
    return runs.upload(upload);
  }

  @Override
  public List<UploadItem> uploads(String dataset) {
    return runs.uploads(dataset);
  }

  @Override
  public List<UploadItem> waitingUploads() {
    return runs.waitingUploads();
  }

  @Override
  public boolean claim(Upload upload, int attempt, String run) {
    return runs.claim(upload, attempt, run);
  }

  @Override
  public void settle(Upload upload, String run, UploadOutcome outcome) {
    runs.settle(upload, run, outcome);
  }

  @Override
  public void settleUnclaimed(Upload upload, UploadOutcome outcome) {
    runs.settleUnclaimed(upload, outcome);
  }

  @Override
  public boolean forget(Upload upload, int attempt) {
    return runs.forget(upload, attempt);
  }

  @Override
  public void drop(UploadItem read) {
    runs.drop(read);
  }

  @Override
  public void putRun(RunItem run) {
    runs.putRun(run);
  }

  @Override
  public Optional<RunItem> run(String dataset, String run) {
    return runs.run(dataset, run);
  }

  @Override
  public List<RunItem> runs(String dataset) {
    return runs.runs(dataset);
  }

  @Override
  public List<RunItem> unfinishedRuns() {
    return runs.unfinishedRuns();
  }

  @Override
  public List<RunItem> unfinishedRunsOf(String dataset) {
    return runs.unfinishedRunsOf(dataset);
  }

  @Override
  public List<WatchedRun> dueRuns(Instant now) {
    return runs.dueRuns(now);
  }

  @Override
  public void keepWatch(WatchedRun run) {
    runs.keepWatch(run);
  }

  @Override
  public void closeRun(String dataset, String run, RunItem.State state, String reason) {
    runs.closeRun(dataset, run, state, reason);
  }

  @Override
  public void finishRun(String dataset, String run) {
    runs.finishRun(dataset, run);
  }

  @Override
  public Fact putFact(Fact fact, int group) {
    return runs.putFact(fact, group);
  }

  @Override
  public Optional<Fact> fact(TaskMessage task, int group) {
    return runs.fact(task, group);
  }

  @Override
  public List<Fact> facts(String run, int round, int group) {
    return runs.facts(run, round, group);
  }

  @Override
  public Set<Integer> addDone(String run, int round, int group, Set<Integer> tasks) {
    return runs.addDone(run, round, group, tasks);
  }

  @Override
  public Set<Integer> done(String run, int round, int group) {
    return runs.done(run, round, group);
  }

  @Override
  public Set<Integer> addGroup(String run, int round, int group) {
    return runs.addGroup(run, round, group);
  }

  @Override
  public void noteBegun(TaskMessage task, int group, String execution) {
    runs.noteBegun(task, group, execution);
  }

  @Override
  public void noteEnded(TaskMessage task, int group, String execution, @Nullable String error) {
    runs.noteEnded(task, group, execution, error);
  }

  @Override
  public TaskTrouble trouble(TaskMessage task, int group) {
    return runs.trouble(task, group);
  }
}
