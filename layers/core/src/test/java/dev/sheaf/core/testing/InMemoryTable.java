package dev.sheaf.core.testing;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The table in memory. Every call is atomic, and every read sees all writes before it. */
public class InMemoryTable implements RunTable, SnapshotTable, DatasetTable, IndexTable {
  private static final Comparator<RunItem> OLDEST_FIRST =
      Comparator.comparing(RunItem::created).thenComparing(RunItem::run);

  private record RunKey(String dataset, String run) {}

  private record GroupKey(String run, int round, int group) {}

  private record RoundKey(String run, int round) {}

  private final Map<String, UploadItem> uploads = new HashMap<>();
  private final Map<RunKey, RunItem> runs = new HashMap<>();
  private final Map<RunKey, WatchedRun> unfinished = new HashMap<>();
  private final Map<GroupKey, Map<Integer, Fact>> facts = new HashMap<>();
  private final Map<GroupKey, Set<Integer>> doneTasks = new HashMap<>();
  private final Map<RoundKey, Set<Integer>> doneGroups = new HashMap<>();
  private final Map<String, TreeMap<Integer, SnapshotRecord>> snapshots = new HashMap<>();
  private final Map<String, Map<String, OperationRecord>> operations = new HashMap<>();
  private final Map<String, TreeMap<String, Tag>> tags = new HashMap<>();
  private final Set<SnapshotRecord> unannounced = new LinkedHashSet<>();
  private final Map<TaskMessage, TaskTrouble> troubles = new HashMap<>();
  private final TreeMap<String, Current> definitions = new TreeMap<>();
  private final Map<String, Current> removedDefinitions = new HashMap<>();
  private final Map<String, Integer> tombstones = new HashMap<>();
  private final Map<String, TreeMap<String, String>> indexes = new HashMap<>();

  @Override
  public synchronized Optional<String> item(String dataset, String name) {
    return Optional.ofNullable(index(dataset).get(name));
  }

  @Override
  public synchronized void putItem(String dataset, String name, String text) {
    index(dataset).put(name, text);
  }

  @Override
  public synchronized List<String> itemNames(String dataset) {
    return List.copyOf(index(dataset).keySet());
  }

  @Override
  public synchronized void removeItem(String dataset, String name) {
    index(dataset).remove(name);
  }

  private TreeMap<String, String> index(String dataset) {
    return indexes.computeIfAbsent(dataset, name -> new TreeMap<>());
  }

  @Override
  public synchronized void putUpload(Upload upload) {
    uploads.putIfAbsent(upload.id(), UploadItem.seen(upload));
  }

  @Override
  public synchronized Optional<UploadItem> upload(Upload upload) {
    return Optional.ofNullable(uploads.get(upload.id()));
  }

  @Override
  public synchronized List<UploadItem> uploads(String dataset) {
    return uploads.values().stream()
        .filter(record -> record.upload().dataset().equals(dataset))
        .sorted(Comparator.comparing(UploadItem::upload))
        .toList();
  }

  @Override
  public synchronized List<UploadItem> waitingUploads() {
    return uploads.values().stream()
        .filter(record -> record.state() == UploadState.SEEN)
        .sorted(Comparator.comparing(UploadItem::upload))
        .toList();
  }

  @Override
  public synchronized boolean claim(Upload upload, int attempt, String run) {
    UploadItem known = uploads.get(upload.id());
    if (known == null) {
      return false;
    }
    boolean first = known.state() == UploadState.SEEN && known.attempt() == attempt;
    boolean again = known.state().isOutcome() && known.attempt() == attempt - 1;
    if (first || again) {
      uploads.put(
          upload.id(), new UploadItem(known.upload(), UploadState.IN_RUN, attempt, run, null));
      return true;
    }
    return known.attempt() == attempt && run.equals(known.run());
  }

  @Override
  public synchronized void settle(Upload upload, String run, UploadOutcome outcome) {
    UploadItem known = uploads.get(upload.id());
    if (known != null && known.state() == UploadState.IN_RUN && run.equals(known.run())) {
      replace(known, outcome.state(), run, outcome.reason());
    }
  }

  @Override
  public synchronized void settleUnclaimed(Upload upload, UploadOutcome outcome) {
    UploadItem known = uploads.get(upload.id());
    if (known != null && known.state() == UploadState.SEEN) {
      replace(known, outcome.state(), null, outcome.reason());
    }
  }

  @Override
  public synchronized void drop(UploadItem read) {
    UploadItem known = uploads.get(read.upload().id());
    if (known != null && known.state() == read.state() && known.attempt() == read.attempt()) {
      replace(known, UploadState.FORGOTTEN, known.run(), null);
    }
  }

  @Override
  public synchronized boolean forget(Upload upload, int attempt) {
    UploadItem known = uploads.get(upload.id());
    boolean ended =
        known != null && known.state().isOutcome() && known.state() != UploadState.LOADED;
    if (!ended || known.attempt() != attempt) {
      return false;
    }
    replace(known, UploadState.FORGOTTEN, known.run(), null);
    return true;
  }

  private void replace(
      UploadItem known, UploadState state, @Nullable String run, @Nullable String reason) {
    uploads.put(
        known.upload().id(), new UploadItem(known.upload(), state, known.attempt(), run, reason));
  }

  @Override
  public synchronized void putRun(RunItem run) {
    RunKey key = new RunKey(run.dataset(), run.run());
    if (runs.putIfAbsent(key, run) == null) {
      unfinished.put(key, WatchedRun.fresh(run));
    }
  }

  @Override
  public synchronized Optional<RunItem> run(String dataset, String run) {
    return Optional.ofNullable(runs.get(new RunKey(dataset, run)));
  }

  @Override
  public synchronized List<RunItem> runs(String dataset) {
    return runs.values().stream()
        .filter(run -> run.dataset().equals(dataset))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  @Override
  public synchronized List<RunItem> unfinishedRuns() {
    return unfinished.keySet().stream().map(runs::get).sorted(OLDEST_FIRST).toList();
  }

  @Override
  public synchronized List<RunItem> unfinishedRunsOf(String dataset) {
    return unfinishedRuns().stream().filter(run -> run.dataset().equals(dataset)).toList();
  }

  @Override
  public synchronized List<WatchedRun> dueRuns(Instant now) {
    return unfinished.entrySet().stream()
        .filter(entry -> !entry.getValue().due().isAfter(now))
        .map(entry -> withRun(entry.getValue(), runs.get(entry.getKey())))
        .sorted(Comparator.comparing(WatchedRun::due))
        .toList();
  }

  private static WatchedRun withRun(WatchedRun watched, RunItem run) {
    return new WatchedRun(run, watched.due(), watched.quietLooks(), watched.tasksDone());
  }

  @Override
  public synchronized void keepWatch(WatchedRun run) {
    unfinished.replace(new RunKey(run.run().dataset(), run.run().run()), run);
  }

  @Override
  public synchronized void closeRun(
      String dataset, String run, RunItem.State state, String reason) {
    updateOpen(
        new RunKey(dataset, run),
        open -> new RunItem(run, dataset, state, open.created(), null, reason));
  }

  private void updateOpen(RunKey key, UnaryOperator<RunItem> update) {
    runs.computeIfPresent(key, (same, run) -> isOpen(key) ? update.apply(run) : run);
  }

  private boolean isOpen(RunKey key) {
    RunItem run = runs.get(key);
    return run != null && run.state() == RunItem.State.OPEN;
  }

  @Override
  public synchronized void finishRun(String dataset, String run) {
    RunKey key = new RunKey(dataset, run);
    if (!isOpen(key)) {
      unfinished.remove(key);
    }
  }

  @Override
  public synchronized Fact putFact(Fact fact, int group) {
    Fact first =
        facts
            .computeIfAbsent(new GroupKey(fact.run(), fact.round(), group), key -> new HashMap<>())
            .putIfAbsent(fact.task(), fact);
    return first == null ? fact : first;
  }

  @Override
  public synchronized Optional<Fact> fact(TaskMessage task, int group) {
    return facts(task.run(), task.round(), group).stream()
        .filter(fact -> fact.task() == task.task())
        .findFirst();
  }

  @Override
  public synchronized List<Fact> facts(String run, int round, int group) {
    return List.copyOf(facts.getOrDefault(new GroupKey(run, round, group), Map.of()).values());
  }

  @Override
  public synchronized Set<Integer> addDone(String run, int round, int group, Set<Integer> tasks) {
    Set<Integer> done =
        doneTasks.computeIfAbsent(new GroupKey(run, round, group), key -> new TreeSet<>());
    done.addAll(tasks);
    return Set.copyOf(done);
  }

  @Override
  public synchronized Set<Integer> done(String run, int round, int group) {
    return Set.copyOf(doneTasks.getOrDefault(new GroupKey(run, round, group), Set.of()));
  }

  @Override
  public synchronized Set<Integer> addGroup(String run, int round, int group) {
    Set<Integer> done =
        doneGroups.computeIfAbsent(new RoundKey(run, round), key -> new TreeSet<>());
    done.add(group);
    return Set.copyOf(done);
  }

  @Override
  public synchronized void noteBegun(TaskMessage task, int group, String execution) {
    TaskTrouble known = trouble(task, group);
    troubles.put(
        task, new TaskTrouble(with(known.begun(), execution), known.ended(), known.error()));
  }

  @Override
  public synchronized void noteEnded(
      TaskMessage task, int group, String execution, @Nullable String error) {
    TaskTrouble known = trouble(task, group);
    troubles.put(
        task,
        new TaskTrouble(
            known.begun(), with(known.ended(), execution), error == null ? known.error() : error));
  }

  private static Set<String> with(Set<String> set, String more) {
    Set<String> all = new HashSet<>(set);
    all.add(more);
    return all;
  }

  @Override
  public synchronized TaskTrouble trouble(TaskMessage task, int group) {
    return troubles.getOrDefault(task, TaskTrouble.NONE);
  }

  @Override
  public synchronized Optional<SnapshotRecord> head(String dataset) {
    return tombstones.containsKey(dataset)
        ? Optional.empty()
        : Optional.ofNullable(history(dataset).lastEntry()).map(Map.Entry::getValue);
  }

  @Override
  public synchronized Optional<SnapshotRecord> snapshot(String dataset, int version) {
    return Optional.ofNullable(history(dataset).get(version));
  }

  @Override
  public synchronized List<SnapshotRecord> snapshots(String dataset) {
    return new ArrayList<>(history(dataset).values());
  }

  @Override
  public synchronized Commit commit(SnapshotRecord snapshot) {
    if (snapshot.runs().size() > MAX_RUNS) {
      throw new IllegalArgumentException(
          "%d runs in one commit; at most %d fit".formatted(snapshot.runs().size(), MAX_RUNS));
    }
    String dataset = snapshot.dataset();
    TreeMap<Integer, SnapshotRecord> history = history(dataset);
    int head = history.isEmpty() ? 0 : history.lastKey();
    if (tombstones.containsKey(dataset) || head != snapshot.version() - 1) {
      return Commit.HEAD_MOVED;
    }
    return publish(snapshot);
  }

  @Override
  public synchronized Commit commitAfterDrop(SnapshotRecord snapshot) {
    if (!Objects.equals(tombstones.get(snapshot.dataset()), snapshot.version() - 1)) {
      return Commit.HEAD_MOVED;
    }
    Commit commit = publish(snapshot);
    if (commit == Commit.COMMITTED) {
      tombstones.remove(snapshot.dataset());
    }
    return commit;
  }

  private Commit publish(SnapshotRecord snapshot) {
    String dataset = snapshot.dataset();
    TreeMap<Integer, SnapshotRecord> history = history(dataset);
    List<RunKey> keys = snapshot.runs().stream().map(run -> new RunKey(dataset, run)).toList();
    if (!keys.stream().allMatch(this::isOpen)) {
      return Commit.RUN_NOT_OPEN;
    }
    keys.forEach(key -> updateOpen(key, run -> committed(run, snapshot.version())));
    history.put(snapshot.version(), snapshot);
    unannounced.add(snapshot);
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commitOperation(SnapshotRecord snapshot, List<UploadChange> changes) {
    Operation operation = requireNonNull(snapshot.operation());
    String dataset = snapshot.dataset();
    if (changes.size() > Operation.MAX_UPLOADS) {
      throw new IllegalArgumentException("%d uploads in one commit".formatted(changes.size()));
    }
    if (operation(dataset, operation.id()).isPresent()) {
      return Commit.OPERATION_ENDED;
    }
    if (head(dataset).map(SnapshotRecord::version).orElse(0) != snapshot.version() - 1) {
      return Commit.HEAD_MOVED;
    }
    boolean expired =
        operation instanceof Operation.Rollback rollback
            && !isRetained(dataset, rollback.version());
    if (expired || !changes.stream().allMatch(this::isDue)) {
      return Commit.PREMISE_CHANGED;
    }
    for (UploadChange change : changes) {
      UploadItem known = uploads.get(change.upload().id());
      replace(known, change.to().state(), known.run(), change.to().reason());
    }
    operations(dataset)
        .put(operation.id(), OperationRecord.committed(operation, snapshot.version()));
    return commit(snapshot);
  }

  private boolean isRetained(String dataset, int version) {
    return snapshot(dataset, version).filter(one -> !one.isExpired()).isPresent();
  }

  private boolean isDue(UploadChange change) {
    UploadItem known = uploads.get(change.upload().id());
    return known != null && known.state() == change.from() && known.attempt() == change.attempt();
  }

  @Override
  public synchronized Optional<OperationRecord> operation(String dataset, String id) {
    return Optional.ofNullable(operations(dataset).get(id));
  }

  @Override
  public synchronized OperationRecord refuse(OperationRecord refused) {
    OperationRecord before =
        operations(refused.operation().dataset()).putIfAbsent(refused.operation().id(), refused);
    return before == null ? refused : before;
  }

  private Map<String, OperationRecord> operations(String dataset) {
    return operations.computeIfAbsent(dataset, name -> new HashMap<>());
  }

  @Override
  public synchronized List<Tag> tags(String dataset) {
    return List.copyOf(tagsByName(dataset).values());
  }

  @Override
  public synchronized Tagging tag(String dataset, Tag tag) {
    Tag before = tagsByName(dataset).get(tag.name());
    if (before != null) {
      return before.equals(tag) ? Tagging.TAGGED : Tagging.TAKEN;
    }
    if (!isRetained(dataset, tag.version())) {
      return Tagging.NO_SNAPSHOT;
    }
    tagsByName(dataset).put(tag.name(), tag);
    return Tagging.TAGGED;
  }

  @Override
  public synchronized boolean untag(String dataset, Tag tag) {
    return tagsByName(dataset).remove(tag.name(), tag);
  }

  private TreeMap<String, Tag> tagsByName(String dataset) {
    return tags.computeIfAbsent(dataset, name -> new TreeMap<>());
  }

  @Override
  public synchronized boolean expire(String dataset, int version, Instant now) {
    boolean tagged =
        tagsByName(dataset).values().stream().anyMatch(tag -> tag.version() == version);
    if (!tagged && isRetained(dataset, version)) {
      history(dataset).computeIfPresent(version, (same, one) -> one.withExpired(now));
    }
    return snapshot(dataset, version).filter(SnapshotRecord::isExpired).isPresent();
  }

  @Override
  public synchronized List<SnapshotRecord> unannounced() {
    return List.copyOf(unannounced);
  }

  /** As if whoever committed a snapshot had died before he could announce it. */
  public synchronized void forgetAnnouncement(String dataset, int version) {
    unannounced.add(snapshot(dataset, version).orElseThrow());
  }

  @Override
  public synchronized void setAnnounced(String dataset, int version) {
    unannounced.removeIf(
        snapshot -> snapshot.dataset().equals(dataset) && snapshot.version() == version);
  }

  private static RunItem committed(RunItem run, int version) {
    return new RunItem(
        run.run(), run.dataset(), RunItem.State.COMMITTED, run.created(), version, null);
  }

  private TreeMap<Integer, SnapshotRecord> history(String dataset) {
    return snapshots.computeIfAbsent(dataset, name -> new TreeMap<>());
  }

  @Override
  public synchronized List<String> datasets() {
    return List.copyOf(definitions.keySet());
  }

  @Override
  public synchronized List<String> everNamed() {
    Set<String> names = new TreeSet<>(definitions.keySet());
    names.addAll(removedDefinitions.keySet());
    return List.copyOf(names);
  }

  @Override
  public synchronized Optional<Current> definition(String dataset) {
    return Optional.ofNullable(definitions.get(dataset));
  }

  @Override
  public synchronized Current putDefinition(String dataset, String digest) {
    Current removed = removedDefinitions.remove(dataset);
    return definitions.computeIfAbsent(
        dataset,
        none -> removed == null ? new Current(digest, Current.FIRST) : removed.next(digest));
  }

  @Override
  public synchronized boolean replaceDefinition(String dataset, Current read, String digest) {
    definitions.replace(dataset, read, read.next(digest));
    return read.next(digest).equals(definitions.get(dataset));
  }

  @Override
  public synchronized boolean removeDefinition(String dataset, Current read) {
    if (definitions.remove(dataset, read)) {
      removedDefinitions.put(dataset, read);
    }
    return read.equals(removedDefinitions.get(dataset));
  }

  @Override
  public synchronized Optional<Current> lastRemoved(String dataset) {
    return Optional.ofNullable(removedDefinitions.get(dataset));
  }

  @Override
  public synchronized boolean drop(String dataset, int version) {
    if (head(dataset).filter(head -> head.version() == version).isPresent()) {
      tombstones.put(dataset, version);
    }
    return Objects.equals(tombstones.get(dataset), version);
  }

  @Override
  public synchronized OptionalInt dropped(String dataset) {
    Integer last = tombstones.get(dataset);
    return last == null ? OptionalInt.empty() : OptionalInt.of(last);
  }

  @Override
  public synchronized void remove(String dataset, int version) {
    history(dataset).remove(version);
    unannounced.removeIf(one -> one.dataset().equals(dataset) && one.version() == version);
  }
}
