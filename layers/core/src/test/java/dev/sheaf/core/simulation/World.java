package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryObjectStore.Versioning;
import dev.sheaf.core.testing.InMemoryTable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything outside the code under test, made from a seed: buckets, table, queues, clients. */
final class World {
  static final String LANDING = "landing";
  static final String LAKE = "lake";

  private static final int USUAL_MAX_RECEIVES = 5;

  final Random random;
  final Scenario scenario;
  final Shape shape;
  final Faults faults;
  final SimulatedClock clock;
  final InMemoryObjectStore store;
  final InMemoryTable table;
  final MessageQueue<TaskMessage> tasks;
  final MessageQueue<HintMessage> hints;
  final List<Definition> definitions;
  final Landing landing;
  final Operator operator;
  final Witness witness;
  private final Map<Role, Ports> ports = new EnumMap<>(Role.class);
  private final Path scratch;
  private final long segmentBytes;
  private final Map<Role, Deque<Instance>> idle = new EnumMap<>(Role.class);
  private int attempts;

  World(
      long seed,
      Scenario scenario,
      Mutant mutant,
      Baton baton,
      Trace trace,
      Tally tally,
      Path scratch) {
    this.random = new Random(seed);
    this.scratch = scratch;
    this.scenario = scenario;
    shape = Shape.of(random);
    segmentBytes = shape.segmentBytes(random);
    faults = new Faults(random, tally, scenario.loss(), shape);
    clock = new SimulatedClock(random);
    Versioning versioning = random.nextBoolean() ? Versioning.ON : Versioning.OFF;
    store = new InMemoryObjectStore(versioning, clock);
    table = mutant.table();
    int maxReceives = scenario.hasKeeper() ? USUAL_MAX_RECEIVES : Integer.MAX_VALUE;
    tasks = new MessageQueue<>(MessageQueue.Order.ANY, maxReceives);
    hints = new MessageQueue<>(shape.hints(random), maxReceives);
    Random ofOperator = new Random(~seed);
    boolean operated = scenario.hasKeeper() && seed % 3 == 2;
    String retain = operated ? retain(ofOperator) : "";
    definitions =
        IntStream.range(0, shape.datasets(random))
            .mapToObj(number -> Datasets.random("set" + number, random, retain))
            .toList();
    Definitions stored = new Definitions(new Lake(store, LAKE), table);
    definitions.forEach(stored::apply);
    landing =
        new Landing(
            random,
            store,
            versioning,
            clock,
            definitions.stream().map(Definition::dataset).toList(),
            new Content(random, shape.maxRows()),
            shape.deliveries(random));
    operator =
        new Operator(
            ofOperator,
            store,
            table,
            new SimulatedHintQueue(hints, faults),
            definitions.stream().map(Definition::dataset).toList(),
            operated ? 1 + ofOperator.nextInt(6) : 0);
    witness = new Witness(store, table);
    FaultyPorts faulty =
        new FaultyPorts(
            random,
            shape.pausePercent(random),
            baton,
            faults,
            trace,
            tally,
            witness,
            clock,
            Map.of(
                "waitingUploads", new StaleIndex<>(table::waitingUploads),
                "unfinishedRuns", new StaleIndex<>(table::unfinishedRuns),
                "unfinishedRunsOf", new StaleIndex<>(table::unfinishedRuns),
                "unannounced", new StaleIndex<>(table::unannounced),
                "dueRuns", new StaleIndex<>(() -> table.dueRuns(clock.instant()))));
    Ports raw =
        new Ports(
            store,
            table,
            table,
            table,
            table,
            new SimulatedTaskQueue(tasks, faults),
            new SimulatedHintQueue(hints, faults),
            snapshot -> {});
    for (Role role : Role.values()) {
      ports.put(role, mutant.seenBy(role, faulty.disturb(raw, scenario, role), this));
    }
    trace.add(
        () ->
            "%s, %s, bucket versions %s, segments of %d bytes, %s"
                .formatted(scenario, shape, versioning, segmentBytes, definitions));
  }

  private static String retain(Random random) {
    int snapshots = random.nextInt(4);
    return snapshots == 0 ? "" : "retain: { snapshots: %d }".formatted(snapshots);
  }

  /** A process of this function that is not busy: a warm one, or a new one. */
  Instance take(Role role) {
    Deque<Instance> warm = idle.computeIfAbsent(role, none -> new ArrayDeque<>());
    return warm.isEmpty()
        ? Instance.over(ports.get(role), segmentBytes, clock, this::attempt, scratch)
        : warm.pop();
  }

  /** The process waits for its next step. */
  void giveBack(Role role, Instance instance) {
    idle.get(role).push(instance);
  }

  /** All names under which uploads are filed. */
  List<String> knownDatasets() {
    return Stream.concat(definitions.stream().map(Definition::dataset), Stream.of(Intake.UNFILED))
        .toList();
  }

  /** The rows that an upload should give; empty if it should be refused. */
  Optional<List<Row>> rows(Landing.Delivery delivery, Definition definition) {
    return delivery.object().key().endsWith("/")
        ? Optional.empty()
        : Oracle.rows(delivery.content(), definition.acceptedRejectRatio());
  }

  /** The name under which an upload is filed. */
  static String dataset(Landing.Delivery delivery) {
    String prefix = delivery.object().key().split("/", 2)[0];
    return prefix.startsWith("set") ? prefix : Intake.UNFILED;
  }

  private String attempt() {
    return "a" + ++attempts;
  }
}
