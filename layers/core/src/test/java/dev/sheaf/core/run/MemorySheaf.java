package dev.sheaf.core.run;

import dev.sheaf.core.Wiring;
import dev.sheaf.core.commit.HintConsumer;
import dev.sheaf.core.commit.Operations;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.processing.SegmentProcessor;
import dev.sheaf.core.processing.SegmentWork;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.testing.InMemoryHintQueue;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryPorts;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.testing.InMemoryTaskQueue;
import dev.sheaf.core.testing.PlainPartWriter;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.trace.RejectArchive;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole protocol over ports in memory, with the queues in the hand of the test: in random order,
 * with losses and duplicates if it likes.
 */
final class MemorySheaf {
  static final String LANDING = "landing";
  static final String LAKE = "lake";
  static final Duration SWEEP_PATIENCE = Duration.ofHours(1);

  /** Some parts even of a few rows, and ranges that are merged in several steps. */
  private static final MergeSizes SMALL_PARTS =
      new MergeSizes(new UpsertSizes(1, 300, 6, 400, 500), new CompactionSizes(4_000, 8_000, 10));

  /** Whether the table takes note of how executions end. */
  enum Ends {
    HEARD,
    UNHEARD
  }

  final InMemoryObjectStore store;
  final Lake lake;
  final InMemoryTable table =
      new InMemoryTable() {
        @Override
        public synchronized void noteEnded(
            TaskMessage task, int group, String execution, @Nullable String error) {
          if (ends == Ends.UNHEARD) {
            throw new TransientException("no answer");
          }
          super.noteEnded(task, group, execution, error);
        }
      };
  private Ends ends = Ends.HEARD;
  final Definitions definitions;
  private final InMemoryTaskQueue taskQueue = new InMemoryTaskQueue();
  private final InMemoryHintQueue hintQueue = new InMemoryHintQueue();
  private final Wiring wiring;
  private final Intake intake;
  private final SegmentWork work;
  private final Supplier<String> names;
  private final SegmentProcessor processor;
  private final HintConsumer hintConsumer;
  private final Operations operations;
  final Expiry expiry;
  final Compactor compactor;
  private final AtomicLong ticks = new AtomicLong();
  private final List<SnapshotRecord> announced = new ArrayList<>();
  final List<RunStep> steps = new ArrayList<>();
  private final Sweeper sweeper;
  private final DeadLetters deadLetters;
  private final Reconciler reconciler;
  final Orphans orphans;

  MemorySheaf(Path scratch, long segmentBytes) {
    InstantSource clock = () -> Instant.EPOCH.plusSeconds(ticks.incrementAndGet());
    AtomicLong count = new AtomicLong();
    names = () -> "a" + count.incrementAndGet();
    store = new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, clock);
    lake = new Lake(store, LAKE);
    wiring =
        new Wiring(
            new InMemoryPorts(lake, table, taskQueue, hintQueue, announced::add, steps::add),
            clock,
            names);
    Engine engine = engine(scratch);
    definitions = wiring.definitions();
    intake = wiring.intake(segmentBytes);
    work = wiring.work(engine);
    processor = wiring.processor(engine);
    hintConsumer = wiring.hintConsumer(engine, SMALL_PARTS);
    operations = wiring.operations(engine, SMALL_PARTS);
    expiry = wiring.expiry();
    compactor = wiring.compactor(SMALL_PARTS.compaction());
    sweeper = wiring.sweeper(segmentBytes, SWEEP_PATIENCE);
    deadLetters = wiring.deadLetters();
    reconciler = wiring.reconciler(LANDING, segmentBytes, Duration.ZERO);
    orphans = wiring.orphans();
  }

  private Engine engine(Path scratch) {
    return new Engine(new PlainPartWriter(), new PlainParts(lake), ScriptedTransform::new, scratch);
  }

  ObjectVersion upload(String key, String content) {
    return upload(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** As if no time had passed since the last upload. */
  void uploadInTheSameSecond(String key, String content) {
    Instant last = store.head(LANDING, key).orElseThrow().lastModified();
    store.putAt(LANDING, key, content.getBytes(StandardCharsets.UTF_8), last);
  }

  ObjectVersion upload(String key, byte[] content) {
    return store.put(LANDING, key, content);
  }

  void event(String... keys) {
    intake.admit(List.of(keys).stream().map(key -> new ObjectName(LANDING, key)).toList());
  }

  void schedule() {
    intake.admitWaiting();
  }

  /** Delivers all messages in order until there are none. */
  void settle() {
    while (deliverTasks(new Random(0), 0) | deliverHints()) {}
  }

  /**
   * Delivers all messages in random order until there are none; {@code trouble} of 100 are lost, and
   * as many doubled. What is lost, recovery makes up for.
   */
  void settle(Random random, int trouble) {
    for (int calm = 0; calm < 2; calm++) {
      while (deliverTasks(random, calm == 0 ? trouble : 0) | deliverHints()) {}
      sweeper.recover();
    }
    while (deliverTasks(random, 0) | deliverHints()) {}
  }

  /** Delivers every task once to processors that die after the fact, before the set. */
  void dieBetweenFactAndSet() {
    for (TaskMessage message : taskQueue.drain()) {
      PlannedRun run = wiring.documents().requirePlan(message.run());
      table.putFact(
          work.compute(run, run.process(), message.task(), names.get()),
          run.process().groupOf(message.task()));
    }
  }

  List<SnapshotRecord> announced() {
    return List.copyOf(announced);
  }

  /** Loses all messages that wait, and gives them. */
  List<TaskMessage> loseTasks() {
    return taskQueue.drain();
  }

  void process(TaskMessage message, int delivery) {
    processor.process(message, delivery);
  }

  /** Processes with a local disk that is broken. */
  void processOnBrokenDisk(TaskMessage message, int delivery, Path missing) {
    wiring.processor(engine(missing)).process(message, delivery);
  }

  /** From now on. */
  void ends(Ends heard) {
    ends = heard;
  }

  DeadLetters.Verdict deadLetter(TaskMessage message) {
    return deadLetters.consider(message);
  }

  Reconciler.Reconciled reconcile() {
    return reconciler.reconcile();
  }

  void sweep() {
    sweeper.sweep();
  }

  int waitingTasks() {
    List<TaskMessage> waiting = taskQueue.drain();
    for (TaskMessage message : waiting) {
      taskQueue.send(List.of(message));
    }
    return waiting.size();
  }

  void passTime(Duration time) {
    ticks.addAndGet(time.toSeconds());
  }

  List<String> reload(String dataset, ObjectVersion... objects) {
    return intake.reload(
        dataset, List.of(objects).stream().map(object -> record(dataset, object)).toList());
  }

  /** Records an object as an upload, and takes it into no run yet. */
  void see(ObjectVersion object) {
    LandingKey key = LandingKey.tryParse(object.key()).orElseThrow();
    table.putUpload(new Upload(object, key.dataset(), key.source()));
  }

  /** Opens a run of just these candidates. */
  void form(Candidates candidates) {
    wiring.documents().putCandidates(candidates);
    table.putRun(RunItem.open(candidates.run(), candidates.dataset(), Instant.EPOCH));
    intake.resume(candidates.dataset(), candidates.run());
  }

  /** Of the rows of a snapshot whose parts hold records. */
  Fingerprint fingerprint(Manifest manifest, FingerprintVersion version, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (Part part : manifest.parts()) {
      files.add(Files.write(folder.resolve(names.get()), lake.require(part.key())));
    }
    RowHasher hasher = version.hasher(manifest.schema());
    RowBatch batch = new RowBatch(Traced.byUpload(manifest.schema()));
    try (PartReader.OpenRows rows = new PlainParts(lake).inOrder(files, manifest.schema())) {
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        hasher.add(batch);
      }
    }
    return hasher.fingerprint();
  }

  /** What a restart does. */
  void recover() {
    sweeper.recover();
  }

  /** Loses all messages that wait, but the first. */
  void loseAllTasksButOne() {
    List<TaskMessage> waiting = taskQueue.drain();
    taskQueue.send(waiting.subList(0, 1));
  }

  private boolean deliverTasks(Random random, int trouble) {
    List<TaskMessage> messages = new ArrayList<>(taskQueue.drain());
    boolean any = !messages.isEmpty();
    java.util.Collections.shuffle(messages, random);
    for (TaskMessage message : messages) {
      if (random.nextInt(100) < trouble) {
        continue;
      }
      processor.process(message, 1);
      if (random.nextInt(100) < trouble) {
        processor.process(message, 2);
      }
    }
    return any;
  }

  private boolean deliverHints() {
    List<HintMessage> hints = hintQueue.drain();
    hints.forEach(hintConsumer::accept);
    return !hints.isEmpty();
  }

  OperationRecord carryOut(Operation operation) {
    return operations.carryOut(operation);
  }

  Snapshots snapshots() {
    return wiring.snapshots();
  }

  Manifest head(String dataset) {
    return snapshots()
        .head(dataset)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no snapshot: %s, %s".formatted(table.uploads(dataset), table.runs(dataset))));
  }

  RejectArchive rejects() {
    return wiring.rejects();
  }

  Definition definition(String dataset) {
    return definitions.current(dataset).orElseThrow();
  }

  UploadItem record(String dataset, ObjectVersion object) {
    return table.uploads(dataset).stream()
        .filter(record -> record.upload().object().equals(object))
        .findFirst()
        .orElseThrow();
  }

  /** The visible rows of a snapshot as CSV records, in the reader's order, without the header. */
  List<String> rows(Manifest manifest) {
    return manifest.parts().stream().flatMap(part -> records(manifest, part)).toList();
  }

  private Stream<String> records(Manifest manifest, Part part) {
    byte[] content = store.read(LAKE, part.key()).orElseThrow();
    return manifest.states() == null
        ? PlainParts.rows(content).stream().map(MemorySheaf::record)
        : new String(content, StandardCharsets.UTF_8).lines().skip(1);
  }

  private static String record(PlainParts.Line row) {
    return row.texts().stream().map(MemorySheaf::field).collect(Collectors.joining(","));
  }

  private static String field(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.isEmpty() || text.matches("(?s).*[\",\r\n].*")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
