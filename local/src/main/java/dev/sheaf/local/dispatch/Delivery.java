package dev.sheaf.local.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** The way of messages from their queue to their function, under the dispatcher's conditions. */
final class Delivery {
  private final MappedQueue queue;
  private final DispatchRuntime runtime;

  Delivery(MappedQueue queue, DispatchRuntime runtime) {
    this.queue = queue;
    this.runtime = runtime;
  }

  /**
   * Gives the messages of a batch that arrive at once.
   *
   * @param later takes the others as they arrive, on a thread of its own, where it may wait
   */
  List<Message> arrivals(List<Message> batch, Consumer<List<Message>> later) {
    List<Message> now = new ArrayList<>();
    List<Message> lost = new ArrayList<>();
    for (Message message : batch) {
      Fate fate = runtime.settings().conditions().fate(message);
      switch (fate.way()) {
        case ARRIVES -> now.add(message);
        case LOST -> lost.add(message);
        case LATE -> hold(message, fate.delay(), later);
        case DOUBLED -> {
          remotely("copy", () -> queue.sendCopy(message));
          now.add(message);
        }
      }
    }
    if (!lost.isEmpty()) {
      remotely("lose", () -> queue.delete(lost));
    }
    return now;
  }

  /** Out of sight of the queue meanwhile, and in flight, as far as waiting for idleness goes. */
  private void hold(Message message, Duration delay, Consumer<List<Message>> later) {
    runtime.activity().begin();
    Runnable arrive =
        () -> {
          try {
            later.accept(List.of(message));
          } finally {
            runtime.activity().end();
          }
        };
    try {
      runtime
          .timers()
          .schedule(
              () -> runtime.workers().execute(arrive), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      runtime.activity().end(); // The dispatcher closes; the message comes again.
    }
  }

  private void remotely(String doing, Runnable call) {
    try {
      call.run();
    } catch (SdkException e) {
      runtime.listeners().trouble("cannot %s a message of %s".formatted(doing, queue.url()), e);
    }
  }
}
