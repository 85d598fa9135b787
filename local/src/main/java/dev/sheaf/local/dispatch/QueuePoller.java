package dev.sheaf.local.dispatch;

import dev.sheaf.local.template.EventSource.QueueMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One event source mapping: takes batches from a queue, while there is room to run them, to its
 * function, and deletes what it has done. A batch has at most 10 messages: Lambda collects larger
 * ones over several seconds.
 */
final class QueuePoller implements Runnable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final QueueMessages source;
  private final MappedQueue queue;
  private final HandlerPool handlers;
  private final DispatchRuntime runtime;
  private final Delivery delivery;
  private final GroupLocks groups = new GroupLocks();
  private volatile boolean stopped;

  QueuePoller(
      QueueMessages source, MappedQueue queue, HandlerPool handlers, DispatchRuntime runtime) {
    this.source = source;
    this.queue = queue;
    this.handlers = handlers;
    this.runtime = runtime;
    this.delivery = new Delivery(queue, runtime);
  }

  /** Ends when the thread is interrupted; the long poll ends when the queue's client is closed. */
  @Override
  public void run() {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    try {
      while (!stopped) {
        runtime.invoker().awaitRoom();
        if (poll()) {
          pauseMillis = FIRST_PAUSE_MILLIS;
        } else {
          runtime.activity().pause(pauseMillis);
          pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      // The dispatcher closes.
    }
  }

  void stop() {
    stopped = true;
  }

  /** False if the endpoint failed, or did not wait for messages as asked: then pause. */
  private boolean poll() throws InterruptedException {
    long startedNanos = System.nanoTime();
    Duration longPoll = runtime.settings().longPoll();
    List<Message> batch;
    try {
      batch = queue.receive(source.batchSize(), longPoll);
    } catch (SdkException e) {
      if (!stopped) {
        runtime.listeners().trouble("cannot receive from " + queue.url(), e);
      }
      return false;
    }
    if (batch.isEmpty()) {
      return System.nanoTime() - startedNanos > longPoll.toNanos() / 2;
    }
    List<Message> arrived = delivery.arrivals(batch, this::dispatchLate);
    if (!arrived.isEmpty()) {
      dispatch(arrived);
    }
    return true;
  }

  private void dispatchLate(List<Message> batch) {
    try {
      dispatch(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The dispatcher closes.
    }
  }

  private void dispatch(List<Message> batch) throws InterruptedException {
    Set<String> inBatch =
        batch.stream()
            .flatMap(message -> BatchOutcome.group(message).stream())
            .collect(Collectors.toSet());
    runtime.activity().begin();
    try {
      groups.take(inBatch);
    } catch (InterruptedException e) {
      runtime.activity().end();
      throw e;
    }
    Invocation invocation =
        runtime.invoker().invocation(handlers.function(), queue.queue().name(), batch.size());
    Object event = SqsEvents.of(batch, queue.queue().arn(), runtime.stack().region());
    runtime
        .invoker()
        .invoke(handlers, invocation, event)
        .handleAsync((result, error) -> settle(batch, result, error), runtime.workers())
        .whenComplete(
            (settled, error) -> {
              groups.release(inBatch);
              runtime.activity().end();
            });
  }

  private BatchOutcome settle(
      List<Message> batch, @Nullable Optional<Object> result, @Nullable Throwable error) {
    BatchOutcome outcome =
        error != null || result == null
            ? BatchOutcome.allReturned(batch)
            : BatchOutcome.of(batch, result, source.failureReport());
    try {
      if (!outcome.done().isEmpty()) {
        report("delete", queue.delete(outcome.done()));
      }
      Optional<Duration> delay = runtime.settings().redeliveryDelay();
      if (delay.isPresent() && !outcome.returned().isEmpty()) {
        report("redeliver", queue.redeliver(outcome.returned(), delay.get()));
      }
    } catch (RuntimeException e) {
      runtime.listeners().trouble("cannot settle messages of " + queue.url(), e);
    }
    return outcome;
  }

  /** They come again when their visibility timeout runs out; their function knows them then. */
  private void report(String doing, List<BatchResultErrorEntry> failed) {
    if (!failed.isEmpty()) {
      runtime
          .listeners()
          .trouble(
              "cannot %s %d messages of %s".formatted(doing, failed.size(), queue.url()),
              new IllegalStateException(failed.get(0).message()));
    }
  }
}
