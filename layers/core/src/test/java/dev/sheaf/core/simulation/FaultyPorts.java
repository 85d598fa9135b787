package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.TransientException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts something between the code under test and every port: before each call another step may get
 * its turn, and the call may fail in all ways in which a remote call can. Works for any interface,
 * so a new method of a port is disturbed from its first day.
 */
final class FaultyPorts {
  /** What Java writes for an object without a text of its own, which differs from run to run. */
  private static final Pattern IDENTITY = Pattern.compile("\\[?([\\w.$]+)@[0-9a-f]+");

  private final Random random;
  private final Baton baton;
  private final Faults faults;
  private final Trace trace;
  private final Tally tally;
  private final Witness witness;
  private final SimulatedClock clock;
  private final Map<String, StaleIndex<?>> eventual;
  private final int pausePercent;

  /**
   * @param pausePercent how many of 100 calls let another step go on before them
   * @param eventual the eventually consistent methods, by name
   */
  FaultyPorts(
      Random random,
      int pausePercent,
      Baton baton,
      Faults faults,
      Trace trace,
      Tally tally,
      Witness witness,
      SimulatedClock clock,
      Map<String, StaleIndex<?>> eventual) {
    this.random = random;
    this.baton = baton;
    this.faults = faults;
    this.trace = trace;
    this.tally = tally;
    this.witness = witness;
    this.clock = clock;
    this.eventual = eventual;
    this.pausePercent = pausePercent;
  }

  /** The ports as a function sees them. */
  Ports disturb(Ports raw, Scenario scenario, Role role) {
    boolean fails = scenario.disturbs(role);
    return new Ports(
        disturb(ObjectStore.class, raw.store(), fails),
        disturb(RunTable.class, raw.runs(), fails),
        disturb(SnapshotTable.class, raw.snapshots(), fails),
        disturb(DatasetTable.class, raw.datasets(), fails),
        disturb(IndexTable.class, raw.index(), fails),
        disturb(TaskQueue.class, raw.tasks(), fails),
        disturb(HintQueue.class, raw.hints(), fails),
        disturb(Announcements.class, raw.announcements(), fails));
  }

  private <T> T disturb(Class<T> port, T target, boolean fails) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(target, method, arguments, fails)));
  }

  private @Nullable Object call(
      Object target, Method method, Object @Nullable [] arguments, boolean fails) throws Throwable {
    if (baton.isDropping() || method.getName().equals("close")) {
      return invoke(target, method, arguments);
    }
    if (random.nextInt(100) < pausePercent) {
      baton.pause();
    }
    clock.pass();
    tally.count("CALLS");
    Optional<Fault> fault = fails ? faults.ofCall() : Optional.empty();
    if (fault.isPresent()) {
      trace.add(() -> line(method, arguments, fault.get().toString()));
      if (fault.get() == Fault.NO_ANSWER_BEFORE_CALL) {
        witness.missed(method.getName(), arguments);
      }
    }
    failIf(fault, Fault.CRASH_BEFORE_CALL, Fault.NO_ANSWER_BEFORE_CALL);
    Object result = answer(target, method, arguments);
    trace.add(() -> line(method, arguments, "= " + text(result)));
    failIf(fault, Fault.CRASH_AFTER_CALL, Fault.NO_ANSWER_AFTER_CALL);
    return result instanceof ObjectReader reader
        ? disturb(ObjectReader.class, reader, fails)
        : result;
  }

  private @Nullable Object answer(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    StaleIndex<?> index = eventual.get(method.getName());
    if (index != null && faults.strikes(Fault.STALE_READ)) {
      return of(arguments, index.read(random));
    }
    Object result = invoke(target, method, arguments);
    witness.saw(method.getName(), arguments, result);
    if (target instanceof RunTable && method.getReturnType() != Optional.class) {
      eventual.values().forEach(StaleIndex::note);
    }
    return result;
  }

  /** Of the answer, what is of the dataset that was asked for, if one was. */
  private static List<?> of(Object @Nullable [] arguments, List<?> answer) {
    if (arguments == null || !(arguments[0] instanceof String dataset)) {
      return answer;
    }
    return answer.stream()
        .filter(one -> one instanceof RunItem run && run.dataset().equals(dataset))
        .toList();
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void failIf(Optional<Fault> fault, Fault crash, Fault silence) {
    if (fault.isPresent() && fault.get() == crash) {
      throw new Crash();
    }
    if (fault.isPresent() && fault.get() == silence) {
      throw new TransientException("no answer");
    }
  }

  private String line(Method method, Object @Nullable [] arguments, String end) {
    return "%s: %s.%s%s %s"
        .formatted(
            baton.current(),
            method.getDeclaringClass().getSimpleName(),
            method.getName(),
            arguments == null ? "[]" : text(arguments),
            end);
  }

  private static String text(@Nullable Object value) {
    String text = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    text = IDENTITY.matcher(text).replaceAll("$1");
    return text.length() > 150 ? text.substring(0, 150) + "..." : text;
  }
}
