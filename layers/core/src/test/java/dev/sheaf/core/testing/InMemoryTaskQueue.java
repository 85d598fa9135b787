package dev.sheaf.core.testing;

import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import java.util.ArrayList;
import java.util.List;

/** A task queue in memory. It can be told to refuse some messages, as SQS does now and then. */
public final class InMemoryTaskQueue implements TaskQueue {
  private final List<TaskMessage> messages = new ArrayList<>();
  private int refusals;

  /** Makes the queue refuse the next so many messages, one per call of {@link #send}. */
  public synchronized void refuse(int count) {
    refusals += count;
  }

  @Override
  public synchronized List<TaskMessage> send(List<TaskMessage> batch) {
    if (batch.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "%d messages in one batch; at most %d fit".formatted(batch.size(), MAX_BATCH));
    }
    if (refusals > 0 && !batch.isEmpty()) {
      refusals--;
      messages.addAll(batch.subList(1, batch.size()));
      return List.of(batch.get(0));
    }
    messages.addAll(batch);
    return List.of();
  }

  @Override
  public synchronized boolean seemsEmpty() {
    return messages.isEmpty();
  }

  /** Takes all messages out. */
  public synchronized List<TaskMessage> drain() {
    List<TaskMessage> drained = List.copyOf(messages);
    messages.clear();
    return drained;
  }
}
