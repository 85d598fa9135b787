package dev.sheaf.local.load;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.session.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one run.
 *
 * @param rounds in order; empty while the run has no plan
 * @param uploads that the run has, in upload order
 * @param timeline in the order of time; times of objects are whole seconds
 * @param failures tasks that failed for good, or are in trouble
 */
public record RunReport(
    RunItem run,
    List<RoundReport> rounds,
    List<UploadItem> uploads,
    List<Moment> timeline,
    List<TaskFailure> failures) {

  /**
   * How far a round has come.
   *
   * @param failed tasks whose fact is a failure, which may be one under a wrong guess
   * @param counts of the tasks that were done
   */
  public record RoundReport(int number, int tasks, int done, int failed, Counts counts) {
    public String name() {
      return number == Round.PROCESS ? "process" : "repair";
    }
  }

  /** Something that happened. */
  public record Moment(Instant time, String what) {}

  /** Why a task failed. */
  public record TaskFailure(int round, int task, String reason) {}

  /** Gathers it. */
  public static RunReport of(RunItem run, Catalog catalog) {
    Optional<PlannedRun> planned = catalog.documents().plan(run.run());
    List<Round> rounds =
        planned.stream()
            .flatMap(
                plan ->
                    Stream.concat(
                        Stream.of(plan.process()), catalog.documents().repair(run.run()).stream()))
            .toList();
    List<RoundReport> reports = new ArrayList<>();
    List<TaskFailure> failures = new ArrayList<>();
    for (Round round : rounds) {
      List<Fact> facts = facts(round, catalog.runs());
      reports.add(report(round, facts));
      failures.addAll(failures(round, facts, catalog.runs()));
    }
    return new RunReport(run, reports, uploads(planned, catalog), timeline(run, catalog), failures);
  }

  private static List<Fact> facts(Round round, RunTable table) {
    List<Fact> facts = new ArrayList<>();
    for (int group = 0; group < round.groups(); group++) {
      facts.addAll(table.facts(round.run(), round.number(), group));
    }
    facts.sort(Comparator.comparing(Fact::task));
    return facts;
  }

  private static RoundReport report(Round round, List<Fact> facts) {
    Counts counts = Counts.NONE;
    int failed = 0;
    for (Fact fact : facts) {
      counts = counts.plus(fact.outcome().map(Fact.Outcome::counts).orElse(Counts.NONE));
      failed += fact.outcome().isPresent() ? 0 : 1;
    }
    return new RoundReport(round.number(), round.tasks().size(), facts.size(), failed, counts);
  }

  private static List<TaskFailure> failures(Round round, List<Fact> facts, RunTable table) {
    List<TaskFailure> failures = new ArrayList<>();
    boolean[] done = new boolean[round.tasks().size()];
    for (Fact fact : facts) {
      done[fact.task()] = true;
      fact.uploadOutcome()
          .map(outcome -> String.valueOf(outcome.reason()))
          .ifPresent(reason -> failures.add(new TaskFailure(round.number(), fact.task(), reason)));
    }
    for (int task = 0; task < done.length; task++) {
      if (!done[task]) {
        trouble(round, task, table).ifPresent(failures::add);
      }
    }
    return failures;
  }

  /** What went wrong with a task that is not done. */
  private static Optional<TaskFailure> trouble(Round round, int task, RunTable table) {
    TaskMessage message = new TaskMessage(round.run(), round.number(), task);
    TaskTrouble trouble = table.trouble(message, round.groupOf(task));
    if (trouble.equals(TaskTrouble.NONE)) {
      return Optional.empty();
    }
    String error = trouble.error() == null ? "services were in trouble" : trouble.error();
    return Optional.of(
        new TaskFailure(
            round.number(),
            task,
            "tried again %d times, of %d of them no end is noted: %s"
                .formatted(trouble.begun().size(), trouble.unheard().size(), error)));
  }

  private static List<UploadItem> uploads(Optional<PlannedRun> planned, Catalog catalog) {
    return planned.stream()
        .flatMap(plan -> plan.plan().uploads().stream())
        .map(PlannedUpload::upload)
        .flatMap(upload -> catalog.runs().upload(upload).stream())
        .toList();
  }

  private static List<Moment> timeline(RunItem run, Catalog catalog) {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment(run.created(), "the run was opened"));
    List<ObjectVersion> objects =
        Stream.of(LakeKeys.RUNS + run.run() + "/", LakeKeys.TABLES + run.dataset() + "/")
            .flatMap(prefix -> catalog.ports().lake().list(prefix).stream())
            .toList();
    for (ObjectVersion object : objects) {
      if (object.key().equals(LakeKeys.plan(run.run()))) {
        moments.add(new Moment(object.lastModified(), "the plan was made"));
      }
      if (object.key().equals(LakeKeys.round(run.run(), Round.REPAIR))) {
        moments.add(new Moment(object.lastModified(), "the repair round was sent"));
      }
    }
    List<Instant> results =
        objects.stream()
            .filter(object -> LakeKeys.runOf(object.key()).filter(run.run()::equals).isPresent())
            .map(ObjectVersion::lastModified)
            .sorted()
            .toList();
    if (!results.isEmpty()) {
      moments.add(new Moment(results.get(0), "the first result was written"));
      moments.add(new Moment(results.get(results.size() - 1), "the last result was written"));
    }
    Integer version = run.snapshot();
    if (version != null) {
      catalog
          .snapshotTable()
          .snapshot(run.dataset(), version)
          .map(SnapshotRecord::created)
          .ifPresent(
              time -> moments.add(new Moment(time, "version %d was committed".formatted(version))));
    }
    moments.sort(Comparator.comparing(Moment::time));
    return moments;
  }
}
