package dev.sheaf.local.chaos;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sheaf.local.calls.CallScope;
import dev.sheaf.local.dispatch.Conditions;
import dev.sheaf.local.dispatch.Fate;
import dev.sheaf.local.dispatch.Invocation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Conditions under which messages are doubled, lost and late, functions die in the middle of remote
 * calls, and calls fail, before or after they took effect. What becomes of the next message, the seed
 * decides; what happens within a function is drawn from the seed and from what it happens to: the name
 * of a call and the how many-th of its function's run it is.
 */
public final class Chaos implements Conditions {
  private static final Duration SHORTEST_DELAY = Duration.ofMillis(20);
  private static final Duration LONGEST_DELAY = Duration.ofMillis(1500);

  /** Ids of runs hold the times of uploads, so they are others in each store. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12,}");

  private final long seed;
  private final Deck deck;
  private final Dice messages;
  private final Dice runs;
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<Fault.Occasion, Long> occasions = new EnumMap<>(Fault.Occasion.class);

  public Chaos(long seed) {
    this.seed = seed;
    this.deck = new Deck(seed);
    this.messages = new Dice(seed).about("messages");
    this.runs = new Dice(seed).about("runs");
  }

  @Override
  public Fate fate(Message message) {
    count(Fault.Occasion.MESSAGE);
    Optional<Fault> fault = deck.deal();
    fault.ifPresent(this::count);
    Dice dice = messages.about(withCount("message " + message.body()));
    return fault
        .map(
            kind ->
                switch (kind) {
                  case DOUBLED -> Fate.DOUBLED;
                  case LOST -> Fate.LOST;
                  case LATE -> Fate.late(delay(dice.of("delay")));
                  case DIED, FAILED -> throw new IllegalStateException(kind + " of a message");
                })
        .orElse(Fate.ARRIVES);
  }

  @Override
  public Optional<Object> run(
      Invocation invocation, Object event, Callable<Optional<Object>> function) throws Exception {
    count(Fault.Occasion.RUN);
    Dice dice = runs.about(withCount(invocation.functionId() + " " + content(event)));
    return CallScope.with(new CallFaults(dice, this), function);
  }

  @Override
  public boolean lossy() {
    return true;
  }

  /** What has happened so far. */
  public synchronized FaultTally tally() {
    return new FaultTally(seed, faults, occasions);
  }

  synchronized void count(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  synchronized void count(Fault.Occasion occasion) {
    occasions.merge(occasion, 1L, Long::sum);
  }

  /** Tells the times apart that one thing is seen. */
  private String withCount(String thing) {
    String known = ID.matcher(thing).replaceAll("*");
    return known + " #" + seen.merge(known, 1, Integer::sum);
  }

  private static String content(Object event) {
    return event instanceof SQSEvent messages
        ? messages.getRecords().stream()
            .map(SQSEvent.SQSMessage::getBody)
            .collect(Collectors.joining(" "))
        : event.getClass().getSimpleName();
  }

  private static Duration delay(double at) {
    return SHORTEST_DELAY.plusMillis((long) (at * LONGEST_DELAY.minus(SHORTEST_DELAY).toMillis()));
  }
}
