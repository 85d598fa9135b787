package dev.sheaf.aws;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunRecord;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.UploadRecord;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Uploads, runs and facts in DynamoDB. */
public final class DynamoRunTable implements RunTable {
  private static final String DONE = "done";
  private static final String GROUPS = "groups";

  private final DynamoItems items;

  public DynamoRunTable(DynamoDbClient client, String table) {
    this.items = new DynamoItems(client, table);
  }

  @Override
  public void putUpload(Upload upload) {
    items.putIfAbsent(UploadItems.SCHEMA, UploadRecord.seen(upload));
  }

  @Override
  public Optional<UploadRecord> upload(Upload upload) {
    return items.get(UploadItems.SCHEMA, TableKeys.upload(upload));
  }

  @Override
  public List<UploadRecord> uploads(String dataset) {
    return items
        .all(UploadItems.SCHEMA, TableKeys.datasetPartition(dataset), TableKeys.UPLOADS)
        .stream()
        .sorted(Comparator.comparing(UploadRecord::upload))
        .toList();
  }

  @Override
  public List<UploadRecord> waitingUploads() {
    return items.open(UploadItems.SCHEMA, TableKeys.OPEN_UPLOAD);
  }

  @Override
  public boolean claim(Upload upload, int attempt, String run) {
    Update claim =
        Update.of(
                TableKeys.upload(upload),
                "SET #state = :inRun, #run = :run REMOVE #open, #due",
                "#state = :seen AND #attempt = :attempt")
            .with("inRun", UploadState.IN_RUN.name())
            .with("seen", UploadState.SEEN.name())
            .with("attempt", attempt)
            .with("run", run);
    return items.updateOrGet(claim).map(item -> has(item, attempt, run)).orElse(true);
  }

  /** A repeated claim finds that it was won before. */
  private static boolean has(Map<String, AttributeValue> item, int attempt, String run) {
    if (item.isEmpty()) {
      return false;
    }
    UploadRecord upload = UploadItems.SCHEMA.mapToItem(item);
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

  private static Update settled(Upload upload, UploadOutcome outcome, String condition) {
    ItemKey key = TableKeys.upload(upload);
    String reason = outcome.reason();
    Update update =
        reason == null
            ? Update.of(key, "SET #state = :to REMOVE #open, #due", condition)
            : Update.of(key, "SET #state = :to, #reason = :reason REMOVE #open, #due", condition)
                .with("reason", reason);
    return update.with("to", outcome.state().name());
  }

  @Override
  public void putRun(RunRecord run) {
    items.putIfAbsent(RunItems.SCHEMA, run);
  }

  @Override
  public Optional<RunRecord> run(String dataset, String run) {
    return items.get(RunItems.SCHEMA, TableKeys.run(dataset, run));
  }

  @Override
  public List<RunRecord> runs(String dataset) {
    return items.all(RunItems.SCHEMA, TableKeys.datasetPartition(dataset), TableKeys.RUNS).stream()
        .sorted(Comparator.comparing(RunRecord::created).thenComparing(RunRecord::run))
        .toList();
  }

  @Override
  public List<RunRecord> unfinishedRuns() {
    return items.open(RunItems.SCHEMA, TableKeys.OPEN_RUN);
  }

  @Override
  public void closeRun(String dataset, String run, RunRecord.State state, String reason) {
    items.updateOrGet(
        Update.of(
                TableKeys.run(dataset, run),
                "SET #state = :state, #reason = :reason",
                "#state = :isOpen")
            .with("state", state.name())
            .with("reason", reason)
            .with("isOpen", RunRecord.State.OPEN.name()));
  }

  @Override
  public void finishRun(String dataset, String run) {
    items.updateOrGet(
        Update.of(
                TableKeys.run(dataset, run),
                "REMOVE #open, #due",
                "attribute_exists(#pk) AND #state <> :isOpen")
            .with("isOpen", RunRecord.State.OPEN.name()));
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
  public Set<Integer> addGroup(String run, int round, int group) {
    return items.add(TableKeys.doneGroups(run, round), GROUPS, Set.of(group));
  }
}
