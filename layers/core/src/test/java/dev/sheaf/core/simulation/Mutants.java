package dev.sheaf.core.simulation;

import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.zone.ZoneMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the protocol rules out, done on purpose. Each is a way in which others did it. */
final class Mutants {
  private Mutants() {}

  /** Done tasks and groups are counted, instead of kept in sets. */
  static final class Counter implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        private final Map<String, Integer> counts = new HashMap<>();

        @Override
        public synchronized Set<Integer> addDone(
            String run, int round, int group, Set<Integer> tasks) {
          super.addDone(run, round, group, tasks);
          return count("%s#%d#%d".formatted(run, round, group), tasks.size());
        }

        @Override
        public synchronized Set<Integer> addGroup(String run, int round, int group) {
          return count("%s#%d".formatted(run, round), 1);
        }

        private Set<Integer> count(String what, int more) {
          int count = counts.merge(what, more, Integer::sum);
          return IntStream.range(0, count).boxed().collect(Collectors.toSet());
        }
      };
    }
  }

  /** A processor says that its task is done before it has put the fact. */
  static final class SetBeforeFact implements Mutant {
    private final Map<TaskMessage, Object> said = new HashMap<>();

    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      if (role != Role.PROCESSOR) {
        return ports;
      }
      RunTable early =
          Patch.of(
              RunTable.class,
              ports.runs(),
              "fact",
              (arguments, original) -> {
                Object fact = original.call(arguments);
                TaskMessage task = (TaskMessage) arguments[0];
                if (((Optional<?>) fact).isEmpty()) {
                  said.put(
                      task,
                      ports
                          .runs()
                          .addDone(
                              task.run(), task.round(), (int) arguments[1], Set.of(task.task())));
                }
                return fact;
              });
      return ports.withRuns(
          Patch.of(
              RunTable.class,
              early,
              "addDone",
              (arguments, original) -> {
                int task = ((Set<?>) arguments[3]).stream().mapToInt(it -> (int) it).sum();
                Object before =
                    said.get(new TaskMessage((String) arguments[0], (int) arguments[1], task));
                return before == null ? original.call(arguments) : before;
              }));
    }
  }

  /** The integrator takes for granted that all facts are there. */
  static final class TrustedHint implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR
          ? ports
          : ports.withRuns(
              Patch.of(
                  RunTable.class,
                  ports.runs(),
                  "facts",
                  (arguments, original) -> {
                    List<Fact> facts = new ArrayList<>();
                    ((List<?>) original.call(arguments)).forEach(fact -> facts.add((Fact) fact));
                    RunDocuments documents = new RunDocuments(new Lake(world.store, World.LAKE));
                    PlannedRun run = documents.plan((String) arguments[0]).orElseThrow();
                    Round round = documents.round(run, (int) arguments[1]);
                    Set<Integer> there = facts.stream().map(Fact::task).collect(Collectors.toSet());
                    round.missing(there).stream()
                        .filter(task -> round.groupOf(task) == (int) arguments[2])
                        .forEach(task -> facts.add(imagined(round, task)));
                    return facts;
                  }));
    }

    private static Fact imagined(Round round, int task) {
      Fact.Outcome nothing =
          new Fact.Outcome(
              RecordState.RECORD_START,
              -1,
              -1,
              SegmentSummary.identity(),
              Counts.NONE,
              Fingerprint.ZERO,
              new ZoneMap(Map.of()),
              0,
              "");
      return new Fact(round.run(), round.number(), task, "imagined", nothing);
    }
  }

  /** A run is committed whether or not it is open. */
  static final class CommitOfAnyRun implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commit(SnapshotRecord snapshot) {
          Commit outcome = super.commit(snapshot);
          if (outcome != Commit.RUN_NOT_OPEN) {
            return outcome;
          }
          List<String> open =
              snapshot.runs().stream()
                  .filter(
                      run ->
                          run(snapshot.dataset(), run).orElseThrow().state() == RunItem.State.OPEN)
                  .toList();
          return super.commit(with(snapshot, snapshot.version(), snapshot.manifestKey(), open));
        }
      };
    }
  }

  /** A snapshot is committed whatever HEAD is. */
  static final class CommitOnAnyHead implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commit(SnapshotRecord snapshot) {
          int head = head(snapshot.dataset()).map(SnapshotRecord::version).orElse(0);
          return super.commit(with(snapshot, head + 1, snapshot.manifestKey(), snapshot.runs()));
        }
      };
    }
  }

  /** A run takes an upload whether or not another has it. */
  static final class ClaimOfAnyUpload implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized boolean claim(Upload upload, int attempt, String run) {
          super.claim(upload, attempt, run);
          return true;
        }
      };
    }
  }

  /** All executions of a task, and all commits of a version, write to the same keys. */
  static final class KeyWithoutAttempt implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      ObjectStore store =
          Patch.of(
              ObjectStore.class,
              ports.store(),
              "putIfAbsent",
              (arguments, original) -> {
                String key = withoutAttempt((String) arguments[1]);
                Object put = original.call(arguments[0], key, arguments[2], arguments[3]);
                if (put == ObjectStore.Put.EXISTED && !key.equals(arguments[1])) {
                  world.store.put(World.LAKE, key, bytes((Payload) arguments[2]));
                }
                return put;
              });
      RunTable runs =
          Patch.of(
              RunTable.class,
              ports.runs(),
              "putFact",
              (arguments, original) -> {
                Fact fact = (Fact) arguments[0];
                return original.call(
                    new Fact(fact.run(), fact.round(), fact.task(), "a", fact.result()),
                    arguments[1]);
              });
      SnapshotTable snapshots =
          Patch.of(
              SnapshotTable.class,
              ports.snapshots(),
              "commit",
              (arguments, original) ->
                  original.call(withoutAttempt((SnapshotRecord) arguments[0])));
      snapshots =
          Patch.of(
              SnapshotTable.class,
              snapshots,
              "commitOperation",
              (arguments, original) ->
                  original.call(withoutAttempt((SnapshotRecord) arguments[0]), arguments[1]));
      return ports.withStore(store).withRuns(runs).withSnapshots(snapshots);
    }

    private static SnapshotRecord withoutAttempt(SnapshotRecord record) {
      return with(record, record.version(), withoutAttempt(record.manifestKey()), record.runs());
    }

    private static String withoutAttempt(String key) {
      return key.replaceFirst("-a[0-9]+", "-a");
    }

    private static byte[] bytes(Payload payload) throws java.io.IOException {
      return payload instanceof Payload.File file
          ? Files.readAllBytes(file.path())
          : ((Payload.Bytes) payload).content();
    }
  }

  /** Of two uploads of a key that is in the snapshot which was committed last. */
  static final class LastCommitWins implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR
          ? ports
          : ports.withStore(
              Patch.of(
                  ObjectStore.class,
                  ports.store(),
                  "read",
                  (arguments, original) -> {
                    Object read = original.call(arguments);
                    boolean manifest = ((String) arguments[1]).endsWith("/manifest.json");
                    return manifest ? Optional.of(withoutOvertaken(read(read), world)) : read;
                  }));
    }

    private static Manifest read(Object optional) {
      return Json.read((byte[]) ((Optional<?>) optional).orElseThrow(), Manifest.class);
    }

    /** HEAD without what stands in the way of older uploads that are about to be committed. */
    private static byte[] withoutOvertaken(Manifest head, World world) {
      List<Contribution> kept =
          head.contributions().stream()
              .filter(
                  one ->
                      !isSettled(one, world)
                          || world.table.uploads(head.dataset()).stream()
                              .noneMatch(
                                  other -> isOlder(other, one.upload()) && isRead(other, world)))
              .toList();
      Set<String> ids = kept.stream().map(one -> one.upload().id()).collect(Collectors.toSet());
      List<Part> parts =
          head.parts().stream().filter(part -> ids.contains(part.uploads().get(0))).toList();
      Manifest mutant =
          new Manifest(
              head.dataset(),
              head.version(),
              head.parent(),
              head.created(),
              head.definitionDigest(),
              head.schema(),
              parts,
              kept,
              head.states(),
              kept.stream().map(Contribution::counts).reduce(Counts.NONE, Counts::plus),
              parts.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus));
      return Json.write(mutant).getBytes(StandardCharsets.UTF_8);
    }

    /** What is not settled yet must be found, to be settled. */
    private static boolean isSettled(Contribution contribution, World world) {
      return world.table.upload(contribution.upload()).orElseThrow().state().isOutcome();
    }

    private static boolean isOlder(UploadItem record, Upload than) {
      return record.state() == UploadState.IN_RUN
          && record.upload().object().key().equals(than.object().key())
          && record.upload().compareTo(than) < 0;
    }

    private static boolean isRead(UploadItem record, World world) {
      RunDocuments documents = new RunDocuments(new Lake(world.store, World.LAKE));
      return documents
          .plan(String.valueOf(record.run()))
          .map(
              run ->
                  world.table.facts(run.plan().run(), Round.PROCESS, 0).size()
                      == run.process().tasks().size())
          .orElse(false);
    }
  }

  /** Whoever removes objects looks only at what the newest snapshot refers to. */
  static final class RemovalOfAllButHead implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.KEEPER
          ? ports
          : ports.withSnapshots(
              Patch.of(
                  SnapshotTable.class,
                  ports.snapshots(),
                  "snapshots",
                  (arguments, original) -> {
                    List<?> all = (List<?>) original.call(arguments);
                    return all.subList(Math.max(0, all.size() - 1), all.size());
                  }));
    }
  }

  /** A snapshot expires whether or not it has a tag. */
  static final class ExpiryOfTagged implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized boolean expire(String dataset, int version, Instant now) {
          List<Tag> tags = tags(dataset).stream().filter(tag -> tag.version() == version).toList();
          tags.forEach(tag -> untag(dataset, tag));
          return super.expire(dataset, version, now);
        }
      };
    }
  }

  /** Whether an operation has ended is not part of its transaction; and who asks may be told late. */
  static final class OperationTwice implements Mutant {
    private final Map<Object, Integer> asked = new HashMap<>();

    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commitOperation(
            SnapshotRecord snapshot, List<UploadChange> changes) {
          Commit outcome = super.commitOperation(snapshot, changes);
          return outcome == Commit.OPERATION_ENDED ? super.commit(snapshot) : outcome;
        }
      };
    }

    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return ports.withSnapshots(
          Patch.of(
              SnapshotTable.class,
              ports.snapshots(),
              "operation",
              (arguments, original) -> {
                Object told = original.call(arguments);
                return asked.merge(arguments[1], 1, Integer::sum) % 2 == 1
                    ? Optional.empty()
                    : told;
              }));
    }
  }

  /** Of an upsert, rows of HEAD count as old, whatever their uploads: the last commit wins. */
  static final class LastCommitWinsKey implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR
          ? ports
          : ports.withStore(
              Patch.of(
                  ObjectStore.class,
                  ports.store(),
                  "read",
                  (arguments, original) -> {
                    Object read = original.call(arguments);
                    String key = (String) arguments[1];
                    boolean merged = LakeKeys.isOfSnapshot(key) && key.endsWith(".parquet");
                    return merged ? Optional.of(ofOldest(read, world)) : read;
                  }));
    }

    private static byte[] ofOldest(Object read, World world) {
      byte[] part = (byte[]) ((Optional<?>) read).orElseThrow();
      Map<Long, Upload> uploads = new HashMap<>();
      for (String dataset : world.knownDatasets()) {
        world
            .table
            .uploads(dataset)
            .forEach(record -> uploads.put(record.upload().hash(), record.upload()));
      }
      long oldest =
          PlainParts.rows(part).stream()
              .map(row -> Objects.requireNonNull(uploads.get(row.upload())))
              .min(Comparator.naturalOrder())
              .orElseThrow()
              .hash();
      return PlainParts.withUploads(part, upload -> oldest);
    }
  }

  private static SnapshotRecord with(
      SnapshotRecord record, int version, String manifestKey, List<String> runs) {
    return new SnapshotRecord(
        record.dataset(),
        version,
        record.created(),
        manifestKey,
        runs,
        record.counts(),
        record.rows(),
        record.parts(),
        record.bytes(),
        record.fingerprint(),
        record.operation(),
        record.expired());
  }
}
