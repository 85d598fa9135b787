package dev.sheaf.core.simulation;

import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import java.util.List;

/** Sends tasks, some of them twice, some never; some are refused. */
record SimulatedTaskQueue(MessageQueue<TaskMessage> queue, Faults faults) implements TaskQueue {

  @Override
  public List<TaskMessage> send(List<TaskMessage> messages) {
    if (messages.size() > MAX_BATCH) {
      throw new IllegalArgumentException(messages.size() + " messages in one batch");
    }
    List<TaskMessage> unsent =
        messages.stream().filter(message -> faults.strikes(Fault.PARTIAL_SEND)).toList();
    messages.stream().filter(message -> !unsent.contains(message)).forEach(this::send);
    return unsent;
  }

  @Override
  public boolean seemsEmpty() {
    return queue.isEmpty();
  }

  private void send(TaskMessage message) {
    if (faults.strikes(Fault.MESSAGE_LOST)) {
      return;
    }
    queue.send(message, "");
    if (faults.strikes(Fault.MESSAGE_DOUBLED)) {
      queue.send(message, "");
    }
  }
}
