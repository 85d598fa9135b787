package dev.sheaf.core.simulation;

import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.store.TransientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One world from its first upload to rest. Up to four steps are under way at a time; at every call of
 * a port one may be put aside for another. All is decided by the seed. First everything may go wrong;
 * then nothing does any more, and all must come to its end.
 */
final class Simulation {
  private static final int MAX_STEPS = 20_000;
  private static final int CALM_ROUNDS = 8;

  /** An S3 notification; a function that fails on it is called again, twice at most. */
  private record Event(List<ObjectName> names, int calls) {}

  private final World world;
  private final Scenario scenario;
  private final Baton baton;
  private final Trace trace;
  private final Tally tally;
  private final Random random;
  private final int maxUnderWay;
  private final List<Baton.Runner> underWay = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private int ticks;
  private int reloads;
  private int begun;
  private int steps;
  private @Nullable Violation violation;

  Simulation(World world, Scenario scenario, Baton baton, Trace trace, Tally tally) {
    this.world = world;
    this.scenario = scenario;
    this.baton = baton;
    this.trace = trace;
    this.tally = tally;
    this.random = world.random;
    this.maxUnderWay = world.shape.maxUnderWay(random);
    this.ticks = random.nextInt(6);
    this.reloads = Math.max(0, random.nextInt(7) - 3);
  }

  static void run(
      long seed,
      Scenario scenario,
      Mutant mutant,
      Baton baton,
      Trace trace,
      Tally tally,
      Path scratch) {
    World world = new World(seed, scenario, mutant, baton, trace, tally, scratch);
    Simulation simulation = new Simulation(world, scenario, baton, trace, tally);
    try {
      simulation.run();
    } finally {
      baton.drop(simulation.underWay);
    }
  }

  private void run() {
    drain();
    world.faults.cease();
    trace.add(() -> "---- nothing goes wrong any more ----");
    FinalChecks checks = new FinalChecks(world);
    for (int round = 0; round < CALM_ROUNDS && !checks.open().isEmpty(); round++) {
      calmRound();
    }
    if (world.operator.isActive()) {
      begin(Role.KEEPER, "expiry", instance -> instance.expiry().expire());
      drain();
    }
    if (scenario.hasKeeper()) {
      begin(Role.KEEPER, "compaction", instance -> instance.compactor().compact());
      drain();
    }
    if (scenario.hasKeeper() && random.nextInt(4) == 0) {
      world.clock.pass(Duration.ofHours(25));
      begin(Role.KEEPER, "orphans", instance -> instance.orphans().remove());
      drain();
    }
    if (random.nextInt(4) == 0) {
      calmRound();
    }
    checks.check(tally);
    world.witness.reloads().forEach(end -> tally.count("RELOADS " + end));
  }

  private void calmRound() {
    world.clock.pass(Instance.PATIENCE.multipliedBy(40));
    begin(Role.SEGMENTER, "schedule", instance -> instance.intake().admitWaiting());
    drain();
    world.operator.askAgain();
    drain();
    if (scenario.hasKeeper()) {
      begin(Role.KEEPER, "sweep", instance -> instance.sweeper().sweep());
      drain();
      begin(Role.KEEPER, "reconcile", instance -> instance.reconciler().reconcile());
      drain();
    }
  }

  /** Does all there is to do, in an order that the seed decides. */
  private void drain() {
    for (List<Runnable> choices = choices(); !choices.isEmpty(); choices = choices()) {
      choices.get(random.nextInt(choices.size())).run();
      underWay.removeIf(Baton.Runner::ended);
      if (++steps > MAX_STEPS) {
        violation = new Violation(Invariant.LIVENESS, "it does not come to rest");
      }
      if (violation != null) {
        throw violation;
      }
    }
  }

  private List<Runnable> choices() {
    List<Runnable> choices = new ArrayList<>();
    underWay.forEach(step -> choices.add(() -> baton.resume(step)));
    if (underWay.size() < maxUnderWay) {
      world.tasks.visible().forEach(entry -> choices.add(() -> process(entry)));
      world.hints.visible().forEach(entry -> choices.add(() -> integrate(entry)));
      events.forEach(event -> choices.add(() -> admit(event)));
      if (scenario.hasKeeper() && world.tasks.hasDeadLetters()) {
        choices.add(this::considerDeadLetter);
      }
      if (world.landing.hasMore()) {
        choices.add(this::deliver);
      }
      if (reloads > 0) {
        ended().ifPresent(uploads -> choices.add(() -> reload(uploads)));
      }
      if (world.operator.hasMore() && !choices.isEmpty()) {
        choices.add(world.operator::act);
      }
      if (ticks > 0 && !choices.isEmpty()) {
        choices.add(this::tick);
      }
    }
    return choices;
  }

  private void deliver() {
    List<ObjectName> names = world.landing.act();
    trace.add(() -> "client: event for " + names);
    if (names.isEmpty() || world.faults.strikes(Fault.EVENT_LOST)) {
      return;
    }
    events.add(new Event(names, 0));
    if (world.faults.strikes(Fault.EVENT_DOUBLED)) {
      events.add(new Event(names, 0));
    }
  }

  private void tick() {
    ticks--;
    if (world.operator.isActive()) {
      begin(Role.KEEPER, "expiry", instance -> instance.expiry().expire());
    }
    int what = scenario.hasKeeper() ? random.nextInt(6) : 0;
    if (what < 2) {
      begin(Role.SEGMENTER, "schedule", instance -> instance.intake().admitWaiting());
    } else if (what < 4) {
      begin(Role.KEEPER, "sweep", instance -> instance.sweeper().sweep());
    } else if (what < 5) {
      begin(Role.KEEPER, "compaction", instance -> instance.compactor().compact());
    } else {
      begin(Role.KEEPER, "reconcile", instance -> instance.reconciler().reconcile());
    }
  }

  /** The uploads of some dataset that have their outcome, if there are any. */
  private Optional<List<UploadItem>> ended() {
    return world.definitions.stream()
        .map(definition -> world.table.uploads(definition.dataset()))
        .map(all -> all.stream().filter(record -> record.state().isOutcome()).toList())
        .filter(uploads -> !uploads.isEmpty())
        .findFirst();
  }

  /** An operator wants some uploads again: older ones too, and such as are not there any more. */
  private void reload(List<UploadItem> ended) {
    reloads--;
    List<UploadItem> chosen = new ArrayList<>(ended);
    Collections.shuffle(chosen, random);
    List<UploadItem> some = chosen.subList(0, 1 + random.nextInt(chosen.size()));
    String dataset = some.get(0).upload().dataset();
    begin(Role.SEGMENTER, "reload of " + some, instance -> instance.intake().reload(dataset, some));
  }

  private void considerDeadLetter() {
    TaskMessage deadLetter = world.tasks.takeDeadLetter();
    begin(
        Role.KEEPER,
        "dead letter " + deadLetter.body(),
        instance -> instance.deadLetters().consider(deadLetter));
  }

  private void admit(Event event) {
    events.remove(event);
    Runnable again =
        () -> {
          if (event.calls() < 2 || !scenario.hasKeeper()) {
            events.add(new Event(event.names(), event.calls() + 1));
          }
        };
    begin(
        Role.SEGMENTER,
        "segmenter of " + event.names(),
        instance -> instance.intake().admit(event.names()),
        () -> {},
        again);
  }

  private void process(MessageQueue.Entry<TaskMessage> entry) {
    TaskMessage task = entry.message();
    int delivery = world.tasks.receive(entry);
    Baton.Runner step =
        begin(
            Role.PROCESSOR,
            "processor of %s, delivery %d".formatted(task.body(), delivery),
            instance -> process(instance, task, delivery),
            () -> acknowledge(world.tasks, entry, delivery),
            () -> world.tasks.expire(entry, delivery));
    if (!step.ended() && world.faults.strikes(Fault.VISIBILITY_EXPIRED)) {
      world.witness.sawDeath(task);
      world.tasks.expire(entry, delivery);
    }
  }

  private void process(Instance instance, TaskMessage task, int delivery) {
    try {
      instance.processor().process(task, delivery);
    } catch (Crash crash) {
      world.witness.sawDeath(task);
      throw crash;
    }
  }

  private void integrate(MessageQueue.Entry<HintMessage> entry) {
    HintMessage hint = entry.message();
    int delivery = world.hints.receive(entry);
    Baton.Runner step =
        begin(
            Role.INTEGRATOR,
            "integrator of " + hint.body(),
            instance -> instance.hintConsumer().accept(hint),
            () -> acknowledge(world.hints, entry, delivery),
            () -> world.hints.expire(entry, delivery));
    if (!step.ended() && world.faults.strikes(Fault.VISIBILITY_EXPIRED)) {
      world.hints.expire(entry, delivery);
    }
  }

  private <M> void acknowledge(MessageQueue<M> queue, MessageQueue.Entry<M> entry, int delivery) {
    if (world.faults.strikes(Fault.ACKNOWLEDGEMENT_LOST)) {
      queue.expire(entry, delivery);
    } else {
      queue.delete(entry, delivery);
    }
  }

  private void begin(Role role, String name, Consumer<Instance> work) {
    begin(role, name, work, () -> {}, () -> {});
  }

  private Baton.Runner begin(
      Role role, String name, Consumer<Instance> work, Runnable success, Runnable failure) {
    String label = "%d %s".formatted(++begun, name);
    Instance instance = world.take(role);
    tally.count("STEPS " + role);
    Baton.Runner step = baton.start(label, () -> step(role, instance, work, success, failure));
    if (!step.ended()) {
      underWay.add(step);
    }
    return step;
  }

  private void step(
      Role role, Instance instance, Consumer<Instance> work, Runnable success, Runnable failure) {
    try {
      work.accept(instance);
      trace.add(() -> baton.current() + ": done");
      world.giveBack(role, instance);
      success.run();
    } catch (TransientException noAnswer) {
      trace.add(() -> baton.current() + ": failed, " + noAnswer.getMessage());
      world.giveBack(role, instance);
      failure.run();
    } catch (Crash crash) {
      failure.run();
    } catch (Violation found) {
      violation = found;
    } catch (RuntimeException | AssertionError surprise) {
      violation = new Violation(Invariant.NO_SURPRISE, surprise);
    }
  }
}
