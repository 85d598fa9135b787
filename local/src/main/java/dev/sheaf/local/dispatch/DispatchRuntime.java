package dev.sheaf.local.dispatch;

import dev.sheaf.local.template.Stack;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What all event sources share: threads, timers, the count of what is in flight. */
record DispatchRuntime(
    DispatchSettings settings,
    Stack stack,
    ExecutorService workers,
    ScheduledExecutorService timers,
    Activity activity,
    Listeners listeners,
    Invoker invoker) {

  static DispatchRuntime start(DispatchSettings settings, Stack stack) {
    ExecutorService workers = Executors.newCachedThreadPool(settings.threads());
    ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, settings.threads());
    timers.setRemoveOnCancelPolicy(true);
    Listeners listeners = new Listeners();
    return new DispatchRuntime(
        settings,
        stack,
        workers,
        timers,
        new Activity(),
        listeners,
        new Invoker(settings, stack, workers, timers, listeners));
  }

  /** Interrupts what runs; false if some of it has not ended after this time. */
  boolean stop(Duration patience) {
    invoker.cancelAll();
    timers.shutdownNow();
    activity.close();
    workers.shutdownNow();
    try {
      return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)
          && timers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
