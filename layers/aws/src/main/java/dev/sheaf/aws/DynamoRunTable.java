package dev.sheaf.aws;

import dev.sheaf.aws.RunItems.OpenDataset;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Uploads, runs and facts in DynamoDB. */
public final class DynamoRunTable implements RunTable {
  private static final String DONE = "done";
  private static final String GROUPS = "groups";

  private static final Comparator<RunItem> OLDEST_FIRST =
      Comparator.comparing(RunItem::created).thenComparing(RunItem::run);

  /** How long a dataset stays listed at least; the index lags behind by far less. */
  private static final Duration LISTED = Duration.ofDays(1);

  private final DynamoItems items;

  public DynamoRunTable(DynamoDbClient client, String table) {
    this.items = new DynamoItems(client, table);
  }

  @Override
  public void putUpload(Upload upload) {
    items.putIfAbsent(UploadItems.SCHEMA, UploadItem.seen(upload));
  }

  @Override
  public Optional<UploadItem> upload(Upload upload) {
    return items.get(UploadItems.SCHEMA, TableKeys.upload(upload));
  }

  @Override
  public List<UploadItem> uploads(String dataset) {
    return items
        .all(UploadItems.SCHEMA, TableKeys.datasetPartition(dataset), TableKeys.UPLOADS)
        .stream()
        .sorted(Comparator.comparing(UploadItem::upload))
        .toList();
  }

  @Override
  public List<UploadItem> waitingUploads() {
    return items.open(UploadItems.SCHEMA, TableKeys.OPEN_UPLOAD);
  }

  @Override
  public boolean claim(Upload upload, int attempt, String run) {
    ItemUpdate claim =
        ItemUpdate.of(
                TableKeys.upload(upload),
                "SET #state = :inRun, #attempt = :attempt, #run = :run REMOVE #open, #due, #reason",
                "(#state = :seen AND #attempt = :attempt) OR (#state IN (:loaded, :refused, :gone,"
                    + " :superseded, :retracted, :forgotten) AND #attempt = :before)")
            .with("inRun", UploadState.IN_RUN.name())
            .with("seen", UploadState.SEEN.name())
            .with("loaded", UploadState.LOADED.name())
            .with("refused", UploadState.REFUSED.name())
            .with("gone", UploadState.GONE.name())
            .with("superseded", UploadState.SUPERSEDED.name())
            .with("retracted", UploadState.RETRACTED.name())
            .with("forgotten", UploadState.FORGOTTEN.name())
            .with("attempt", attempt)
            .with("before", attempt - 1)
            .with("run", run);
    return items.updateOrGet(claim).map(item -> has(item, attempt, run)).orElse(true);
  }

  /** A repeated claim finds that it was won before. */
  private static boolean has(Map<String, AttributeValue> item, int attempt, String run) {
    if (item.isEmpty()) {
      return false;
    }
    UploadItem upload = UploadItems.SCHEMA.mapToItem(item);
    return upload.attempt() == attempt && run.equals(upload.run());
  }

  @Override
  public void settle(Upload upload, String run, UploadOutcome outcome) {
    items.updateOrGet(
        settled(upload, outcome, "#state = :from AND #run = :run")
            .with("from", UploadState.IN_RUN.name())
            .with("run", run));
  }

  @Override
  public void settleUnclaimed(Upload upload, UploadOutcome outcome) {
    items.updateOrGet(
        settled(upload, outcome, "#state = :from").with("from", UploadState.SEEN.name()));
  }

  private static ItemUpdate settled(Upload upload, UploadOutcome outcome, String condition) {
    ItemKey key = TableKeys.upload(upload);
    String reason = outcome.reason();
    ItemUpdate update =
        reason == null
            ? ItemUpdate.of(key, "SET #state = :to REMOVE #open, #due", condition)
            : ItemUpdate.of(
                    key, "SET #state = :to, #reason = :reason REMOVE #open, #due", condition)
                .with("reason", reason);
    return update.with("to", outcome.state().name());
  }

  @Override
  public boolean forget(Upload upload, int attempt) {
    ItemUpdate forgotten =
        ItemUpdate.of(
                TableKeys.upload(upload),
                "SET #state = :forgotten REMOVE #reason",
                "#state IN (:refused, :gone, :superseded, :retracted, :forgotten)"
                    + " AND #attempt = :attempt")
            .with("refused", UploadState.REFUSED.name())
            .with("gone", UploadState.GONE.name())
            .with("superseded", UploadState.SUPERSEDED.name())
            .with("retracted", UploadState.RETRACTED.name())
            .with("forgotten", UploadState.FORGOTTEN.name())
            .with("attempt", attempt);
    return items.updateOrGet(forgotten).isEmpty();
  }

  @Override
  public void drop(UploadItem read) {
    items.updateOrGet(
        ItemUpdate.of(
                TableKeys.upload(read.upload()),
                "SET #state = :forgotten REMOVE #reason, #open, #due",
                "#state = :read AND #attempt = :attempt")
            .with("forgotten", UploadState.FORGOTTEN.name())
            .with("read", read.state().name())
            .with("attempt", read.attempt()));
  }

  @Override
  public void putRun(RunItem run) {
    // First where it is found: a dataset that is listed without a run does no harm.
    items.put(OpenDataset.SCHEMA, new OpenDataset(run.dataset(), run.created()));
    items.putIfAbsent(RunItems.SCHEMA, WatchedRun.fresh(run));
  }

  @Override
  public Optional<RunItem> run(String dataset, String run) {
    return items.get(RunItems.SCHEMA, TableKeys.run(dataset, run)).map(WatchedRun::run);
  }

  @Override
  public List<RunItem> runs(String dataset) {
    return items.all(RunItems.SCHEMA, TableKeys.datasetPartition(dataset), TableKeys.RUNS).stream()
        .map(WatchedRun::run)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  @Override
  public List<RunItem> unfinishedRuns() {
    return Stream.concat(
            Stream.of(TableKeys.OPEN_RUN),
            openDatasets().map(OpenDataset::dataset).map(TableKeys::openRuns))
        .flatMap(open -> items.open(RunItems.SCHEMA, open).stream())
        .map(WatchedRun::run)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  @Override
  public List<RunItem> unfinishedRunsOf(String dataset) {
    return Stream.of(TableKeys.OPEN_RUN, TableKeys.openRuns(dataset))
        .flatMap(open -> items.open(RunItems.SCHEMA, open).stream())
        .map(WatchedRun::run)
        .filter(run -> run.dataset().equals(dataset))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  @Override
  public List<WatchedRun> dueRuns(Instant now) {
    List<WatchedRun> due = new ArrayList<>(dueRuns(TableKeys.OPEN_RUN, now));
    openDatasets()
        .forEach(
            one -> {
              due.addAll(dueRuns(TableKeys.openRuns(one.dataset()), now));
              if (one.opened().plus(LISTED).isBefore(now)) {
                unlist(one);
              }
            });
    due.sort(Comparator.comparing(WatchedRun::due));
    return due;
  }

  private List<WatchedRun> dueRuns(String open, Instant now) {
    return items.openUntil(RunItems.SCHEMA, open, TableKeys.due(now));
  }

  private Stream<OpenDataset> openDatasets() {
    return items.open(OpenDataset.SCHEMA, TableKeys.OPEN_DATASET).stream();
  }

  /** Takes a dataset off the list if it has no unfinished run, and opened none meanwhile. */
  private void unlist(OpenDataset listed) {
    if (items.open(RunItems.SCHEMA, TableKeys.openRuns(listed.dataset())).isEmpty()) {
      items.updateOrGet(
          ItemUpdate.of(
                  TableKeys.openDataset(listed.dataset()), "REMOVE #open, #due", "#due = :due")
              .with("due", TableKeys.due(listed.opened())));
    }
  }

  @Override
  public void keepWatch(WatchedRun run) {
    items.updateOrGet(
        ItemUpdate.of(
                TableKeys.run(run.run().dataset(), run.run().run()),
                "SET #due = :due, #quietLooks = :quietLooks, #tasksDone = :tasksDone",
                "attribute_exists(#open)")
            .with("due", TableKeys.due(run.due()))
            .with("quietLooks", run.quietLooks())
            .with("tasksDone", run.tasksDone()));
  }

  @Override
  public void closeRun(String dataset, String run, RunItem.State state, String reason) {
    items.updateOrGet(
        ItemUpdate.of(
                TableKeys.run(dataset, run),
                "SET #state = :state, #reason = :reason",
                "#state = :isOpen")
            .with("state", state.name())
            .with("reason", reason)
            .with("isOpen", RunItem.State.OPEN.name()));
  }

  @Override
  public void finishRun(String dataset, String run) {
    items.updateOrGet(
        ItemUpdate.of(
                TableKeys.run(dataset, run),
                "REMOVE #open, #due",
                "attribute_exists(#pk) AND #state <> :isOpen")
            .with("isOpen", RunItem.State.OPEN.name()));
  }

  @Override
  public Fact putFact(Fact fact, int group) {
    return items.putIfAbsent(FactItem.SCHEMA, new FactItem(fact, group)).fact();
  }

  @Override
  public Optional<Fact> fact(TaskMessage task, int group) {
    return items
        .get(FactItem.SCHEMA, TableKeys.fact(task.run(), task.round(), group, task.task()))
        .map(FactItem::fact);
  }

  @Override
  public List<Fact> facts(String run, int round, int group) {
    return items
        .all(FactItem.SCHEMA, TableKeys.groupPartition(run, round, group), TableKeys.FACTS)
        .stream()
        .map(FactItem::fact)
        .toList();
  }

  @Override
  public Set<Integer> addDone(String run, int round, int group, Set<Integer> tasks) {
    return items.add(TableKeys.doneTasks(run, round, group), DONE, tasks);
  }

  @Override
  public Set<Integer> done(String run, int round, int group) {
    return items.numbers(TableKeys.doneTasks(run, round, group), DONE);
  }

  @Override
  public Set<Integer> addGroup(String run, int round, int group) {
    return items.add(TableKeys.doneGroups(run, round), GROUPS, Set.of(group));
  }

  @Override
  public void noteBegun(TaskMessage task, int group, String execution) {
    items.update(
        ItemUpdate.of(TroubleItems.key(task, group), "ADD #begun :begun", "")
            .withSet("begun", execution));
  }

  @Override
  public void noteEnded(TaskMessage task, int group, String execution, @Nullable String error) {
    ItemKey key = TroubleItems.key(task, group);
    items.update(
        error == null
            ? ItemUpdate.of(key, "ADD #ended :ended", "").withSet("ended", execution)
            : ItemUpdate.of(key, "ADD #ended :ended SET #error = :error", "")
                .withSet("ended", execution)
                .with("error", TroubleItems.shortened(error)));
  }

  @Override
  public TaskTrouble trouble(TaskMessage task, int group) {
    return items
        .attributes(TroubleItems.key(task, group))
        .map(TroubleItems::trouble)
        .orElse(TaskTrouble.NONE);
  }
}
