package dev.sheaf.core.simulation;

import static dev.sheaf.core.simulation.Violation.unless;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees every call that took effect, and checks what must hold at that moment. */
final class Witness {
  private final ObjectStore store;
  private final RunTable table;
  private final Map<String, byte[]> lake = new HashMap<>();
  private final Map<String, String> runOfUpload = new HashMap<>();
  private final Map<String, Integer> heads = new HashMap<>();
  private final Set<String> committed = new HashSet<>();
  private final Map<TaskMessage, Integer> deaths = new HashMap<>();
  private final Set<String> operations = new HashSet<>();
  private final Set<String> announced = new HashSet<>();
  private final Set<Loading> loadings = new HashSet<>();
  private final Set<RunKey> reloads = new LinkedHashSet<>();

  private record Loading(Upload upload, String run) {}

  private record RunKey(String dataset, String run) {}

  /** Over ports that nothing disturbs. */
  Witness(ObjectStore store, RunTable table) {
    this.store = store;
    this.table = table;
  }

  void saw(String method, Object @Nullable [] arguments, @Nullable Object result) {
    switch (method) {
      case "putIfAbsent" -> sawObject((String) arguments[0], (String) arguments[1]);
      case "claim" ->
          sawClaim(
              (Upload) arguments[0], (int) arguments[1], (String) arguments[2], (boolean) result);
      case "putFact" -> sawFact((Fact) arguments[0], (Fact) result);
      case "commit", "commitOperation" ->
          sawCommit((SnapshotRecord) arguments[0], (SnapshotTable.Commit) result);
      case "delete" -> sawDeletion((String) arguments[0], (String) arguments[1]);
      case "committed" -> announced.add(name((SnapshotRecord) arguments[0]));
      case "settle" -> sawOutcome((Upload) arguments[0], (String) arguments[1]);
      case "closeRun" -> sawEnd((String) arguments[0], (String) arguments[1]);
      default -> {}
    }
  }

  private void sawObject(String bucket, String key) {
    if (bucket.equals(World.LAKE)) {
      lake.computeIfAbsent(key, created -> store.read(bucket, created).orElseThrow());
    }
  }

  private void sawDeletion(String bucket, String key) {
    unless(bucket.equals(World.LAKE), Invariant.READABLE, "upload %s was deleted", key);
    lake.remove(key);
  }

  boolean sawAnnouncement(SnapshotRecord snapshot) {
    return announced.contains(name(snapshot));
  }

  private static String name(SnapshotRecord snapshot) {
    return snapshot.dataset() + "#" + snapshot.version();
  }

  /** A process died of a task, or so it must seem to whoever looks at the table. */
  void sawDeath(TaskMessage task) {
    deaths.merge(task, 1, Integer::sum);
  }

  /**
   * A call had no effect. Where it was the last way to say that an execution ended, nobody will ever
   * know.
   */
  void missed(String method, Object @Nullable [] arguments) {
    if (method.equals("putIfAbsent") && ((String) arguments[1]).endsWith(LakeKeys.END)) {
      String[] key = ((String) arguments[1]).split("[/-]", -1); // runs/<run>/<round>/<task>-...
      sawDeath(new TaskMessage(key[1], Integer.parseInt(key[2]), Integer.parseInt(key[3])));
    }
  }

  /** Whether a task of the run seems to have killed so many processes that it may be given up. */
  boolean mayBeGivenUp(@Nullable String run) {
    return deaths.entrySet().stream()
        .anyMatch(task -> task.getKey().run().equals(run) && task.getValue() >= 3);
  }

  private void sawClaim(Upload upload, int attempt, String run, boolean won) {
    if (won) {
      if (attempt > 1) {
        reloads.add(new RunKey(upload.dataset(), run));
      }
      String first = runOfUpload.putIfAbsent(upload.id() + "#" + attempt, run);
      unless(
          first == null || first.equals(run),
          Invariant.ONE_RUN_PER_UPLOAD,
          "%s is in run %s and in run %s",
          upload.object().uri(),
          first,
          run);
    }
  }

  private void sawOutcome(Upload upload, String run) {
    UploadItem record = table.upload(upload).orElseThrow();
    // With a reason its rows are those of an earlier run.
    if (record.state() == UploadState.LOADED
        && record.reason() == null
        && run.equals(record.run())) {
      loadings.add(new Loading(upload, run));
    }
  }

  /** Whether any run published rows of the upload. */
  boolean sawLoaded(Upload upload) {
    return loadings.stream().anyMatch(loading -> loading.upload().equals(upload));
  }

  /** Whether the run published rows of the upload. */
  boolean sawLoaded(Upload upload, String run) {
    return loadings.contains(new Loading(upload, run));
  }

  /** How the runs ended that took an upload for another time. */
  List<RunItem.State> reloads() {
    return reloads.stream()
        .map(key -> table.run(key.dataset(), key.run()).orElseThrow().state())
        .toList();
  }

  private static void sawFact(Fact offered, Fact kept) {
    unless(
        !offered.contradicts(kept),
        Invariant.VERIFIED,
        "two executions of one task disagree: %s and %s",
        offered,
        kept);
  }

  private void sawCommit(SnapshotRecord snapshot, SnapshotTable.Commit outcome) {
    if (outcome != SnapshotTable.Commit.COMMITTED) {
      return;
    }
    for (String run : snapshot.runs()) {
      unless(
          committed.add(run),
          Invariant.ONE_SNAPSHOT_PER_RUN,
          "run %s is committed again, as version %d",
          run,
          snapshot.version());
      requireFacts(run);
    }
    Operation operation = snapshot.operation();
    unless(
        operation == null || operations.add(operation.dataset() + "#" + operation.id()),
        Invariant.ONE_SNAPSHOT_PER_OPERATION,
        "%s is committed again, as version %d",
        operation,
        snapshot.version());
    int before = Objects.requireNonNullElse(heads.put(snapshot.dataset(), snapshot.version()), 0);
    unless(
        snapshot.version() == before + 1,
        Invariant.HEAD_GROWS_BY_ONE,
        "version %d was committed after %d",
        snapshot.version(),
        before);
  }

  private void sawEnd(String dataset, String run) {
    if (table.run(dataset, run).orElseThrow().state() == RunItem.State.FAILED) {
      requireFacts(run);
    }
  }

  private void requireFacts(String run) {
    RunDocuments documents = new RunDocuments(new Lake(store, World.LAKE));
    PlannedRun planned = documents.plan(run).orElseThrow();
    requireFacts(planned.process());
    Optional<Round> repair = documents.repair(run);
    repair.ifPresent(this::requireFacts);
  }

  private void requireFacts(Round round) {
    int facts = 0;
    for (int group = 0; group < round.groups(); group++) {
      facts += table.facts(round.run(), round.number(), group).size();
    }
    unless(
        facts == round.tasks().size(),
        Invariant.VERIFIED,
        "run %s ended with %d facts for %d tasks of round %d",
        round.run(),
        facts,
        round.tasks().size(),
        round.number());
  }

  /** Everything in the lake is as it was first written. */
  void requireUnchanged() {
    lake.forEach(
        (key, first) ->
            unless(
                Arrays.equals(first, store.read(World.LAKE, key).orElse(new byte[0])),
                Invariant.NEVER_CHANGED,
                "%s was written again",
                key));
  }
}
