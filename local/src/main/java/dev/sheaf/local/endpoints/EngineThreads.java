package dev.sheaf.local.endpoints;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The threads that an engine starts by itself and, when it is stopped, leaves to end by themselves. A thread belongs to
 * the group of the thread that started it, so one group holds them all.
 */
final class EngineThreads {
  private final ThreadGroup group;

  EngineThreads(String name) {
    this.group = new ThreadGroup(name);
  }

  ThreadGroup group() {
    return group;
  }

  /** Wakes the threads of unnamed pools, whose jobs sleep between two looks at whether they are wanted. */
  void wakePools() {
    alive().stream()
        .filter(thread -> thread.getName().startsWith("pool-"))
        .forEach(Thread::interrupt);
  }

  /**
   * Waits until all have ended.
   *
   * @return those that are still there after the timeout
   */
  List<Thread> awaitEnd(Duration timeout) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    for (Thread thread : alive()) {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadlineNanos - System.nanoTime()));
    }
    return alive();
  }

  private List<Thread> alive() {
    // A group can only be read into an array, and grows while it is read: leave room.
    Thread[] threads = new Thread[group.activeCount() * 2 + 8];
    group.enumerate(threads);
    return Arrays.stream(threads).filter(Objects::nonNull).filter(Thread::isAlive).toList();
  }
}
