package dev.sheaf.core.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Runs the same thing in many threads at once. */
final class Race {
  private static final int LANES = 8;

  private Race() {}

  /** Lets so many threads loose at the same moment; their results by number. */
  static <T> List<T> of(int racers, IntFunction<T> racer) {
    CountDownLatch ready = new CountDownLatch(racers);
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        int number = i;
        futures.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return racer.apply(number);
                }));
      }
      return futures.stream().map(Race::result).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Does something for each item, several at a time. */
  static <T> void inParallel(Collection<T> items, Consumer<T> action) {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<?>> futures = new ArrayList<>();
      items.forEach(item -> futures.add(threads.submit(() -> action.accept(item))));
      futures.forEach(Race::result);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a racer failed", e.getCause());
    }
  }
}
