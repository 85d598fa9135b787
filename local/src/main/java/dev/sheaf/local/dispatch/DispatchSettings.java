package dev.sheaf.local.dispatch;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * How the dispatcher runs; what runs is the template's matter.
 *
 * @param maxConcurrency invocations at one time, of all functions together
 * @param longPoll how long one request waits for messages, whole seconds up to 20
 * @param asyncRetryDelay before the first retry of an asynchronous invocation; doubled for the next
 * @param redeliveryDelay after which a failed message is given again; empty for what Lambda does:
 *     when its visibility timeout has run out
 * @param random of request ids; need not be thread-safe
 * @param threads makes every thread of the dispatcher
 * @param functionLog where the functions' loggers write
 * @param conditions under which it works; other than fair ones are for tests
 */
public record DispatchSettings(
    int maxConcurrency,
    Duration longPoll,
    Duration asyncRetryDelay,
    Optional<Duration> redeliveryDelay,
    InstantSource clock,
    RandomGenerator random,
    ThreadFactory threads,
    PrintStream functionLog,
    Conditions conditions) {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  public DispatchSettings {
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("maxConcurrency is " + maxConcurrency);
    }
    if (longPoll.toSeconds() < 1 || longPoll.compareTo(LONGEST_POLL) > 0) {
      throw new IllegalArgumentException("longPoll is " + longPoll);
    }
    if (asyncRetryDelay.isNegative()) {
      throw new IllegalArgumentException("asyncRetryDelay is " + asyncRetryDelay);
    }
    requireNonNull(redeliveryDelay);
    requireNonNull(clock);
    requireNonNull(random);
    requireNonNull(threads);
    requireNonNull(functionLog);
    requireNonNull(conditions);
  }

  /** One invocation per processor, daemon threads, the system's clock, logs to standard error. */
  public static DispatchSettings defaults() {
    return of(DispatchSettings::daemon, System.err, Conditions.FAIR);
  }

  /** As {@link #defaults}, but for what is given. */
  public static DispatchSettings of(
      ThreadFactory threads, PrintStream functionLog, Conditions conditions) {
    return new DispatchSettings(
        Runtime.getRuntime().availableProcessors(),
        LONGEST_POLL,
        Duration.ofSeconds(1),
        Optional.empty(),
        InstantSource.system(),
        new SecureRandom(),
        work -> threads.newThread(conditions.thread(work)),
        functionLog,
        conditions);
  }

  public DispatchSettings withMaxConcurrency(int invocations) {
    return new DispatchSettings(
        invocations,
        longPoll,
        asyncRetryDelay,
        redeliveryDelay,
        clock,
        random,
        threads,
        functionLog,
        conditions);
  }

  public DispatchSettings withAsyncRetryDelay(Duration delay) {
    return new DispatchSettings(
        maxConcurrency,
        longPoll,
        delay,
        redeliveryDelay,
        clock,
        random,
        threads,
        functionLog,
        conditions);
  }

  public DispatchSettings withRedeliveryDelay(Duration delay) {
    return new DispatchSettings(
        maxConcurrency,
        longPoll,
        asyncRetryDelay,
        Optional.of(delay),
        clock,
        random,
        threads,
        functionLog,
        conditions);
  }

  /** A thread that keeps no process alive. */
  public static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sheaf-dispatch");
    thread.setDaemon(true);
    return thread;
  }
}
