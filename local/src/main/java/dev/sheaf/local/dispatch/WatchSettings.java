package dev.sheaf.local.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * How a bucket is watched.
 *
 * @param interval between two looks; longer where a look takes more than a tenth of it
 * @param settle how long to wait for company once something has arrived, again and again while more
 *     arrives
 * @param longestSettle after which what has arrived is announced, whatever else arrives
 * @param threads makes the watching thread
 */
public record WatchSettings(
    Duration interval, Duration settle, Duration longestSettle, ThreadFactory threads) {

  public WatchSettings {
    requireNonNull(threads);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval is " + interval);
    }
    if (settle.isNegative() || longestSettle.compareTo(settle) < 0) {
      throw new IllegalArgumentException("settle %s of %s".formatted(settle, longestSettle));
    }
  }

  /** A look every half second, and 100 ms to come together. */
  public static WatchSettings defaults() {
    return new WatchSettings(
        Duration.ofMillis(500),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        work -> {
          Thread thread = new Thread(work, "sheaf-landing");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** For an endpoint that wakes the watcher by itself: a look now and then is for safety only. */
  public static WatchSettings woken() {
    return defaults().withInterval(Duration.ofSeconds(30));
  }

  public WatchSettings withInterval(Duration other) {
    return new WatchSettings(other, settle, longestSettle, threads);
  }
}
