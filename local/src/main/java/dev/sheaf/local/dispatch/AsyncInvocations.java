package dev.sheaf.local.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Invocations that nobody waits for: events of S3 and of schedules. A failed one is tried again, as
 * often as the template says and with doubling delay; at last its failure destination is told.
 */
final class AsyncInvocations {
  private final DispatchRuntime runtime;
  private final FailureDestination destination;

  AsyncInvocations(DispatchRuntime runtime, FailureDestination destination) {
    this.runtime = runtime;
    this.destination = destination;
  }

  void submit(HandlerPool handlers, String source, int items, Object event) {
    runtime.activity().begin();
    attempt(handlers, runtime.invoker().invocation(handlers.function(), source, items), event);
  }

  private void attempt(HandlerPool handlers, Invocation invocation, Object event) {
    runtime
        .invoker()
        .invoke(handlers, invocation, event)
        .whenComplete((result, error) -> settle(handlers, invocation, event, error));
  }

  private void settle(
      HandlerPool handlers, Invocation invocation, Object event, @Nullable Throwable error) {
    if (error == null) {
      runtime.activity().end();
      return;
    }
    try {
      if (invocation.attempt() <= handlers.function().asyncRetries()) {
        retryLater(handlers, invocation, event);
      } else {
        runtime.workers().execute(() -> giveUp(handlers, invocation, event, error));
      }
    } catch (RejectedExecutionException e) {
      runtime.activity().end(); // The dispatcher closes; reconciling finds the upload again.
    }
  }

  private void retryLater(HandlerPool handlers, Invocation invocation, Object event) {
    Duration delay =
        runtime.settings().asyncRetryDelay().multipliedBy(1L << (invocation.attempt() - 1));
    runtime
        .timers()
        .schedule(
            () -> attempt(handlers, invocation.again(), event),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void giveUp(HandlerPool handlers, Invocation invocation, Object event, Throwable error) {
    try {
      runtime.listeners().givenUp(invocation, error);
      Optional<String> arn = handlers.function().failureDestinationArn();
      arn.ifPresent(
          queue -> destination.send(queue, handlers.function(), invocation, event, error));
    } finally {
      runtime.activity().end();
    }
  }
}
