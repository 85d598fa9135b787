package dev.sheaf.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryQueueTest extends QueueContract {
  private final InMemoryTaskQueue tasks = new InMemoryTaskQueue();
  private final InMemoryHintQueue hints = new InMemoryHintQueue();

  @Override
  protected TaskQueue tasks() {
    return tasks;
  }

  @Override
  protected HintQueue hints() {
    return hints;
  }

  @Override
  protected List<TaskMessage> receiveTasks(int count) {
    return tasks.drain();
  }

  @Override
  protected List<HintMessage> receiveHints(int count) {
    return hints.drain();
  }

  @Test
  void refusedMessagesAreGivenBackAndNotSent() {
    TaskMessage first = new TaskMessage("run", 0, 0);
    TaskMessage second = new TaskMessage("run", 0, 1);
    tasks.refuse(1);

    assertThat(tasks.send(List.of(first, second))).containsExactly(first);
    assertThat(tasks.send(List.of(first))).isEmpty();
    assertThat(tasks.drain()).containsExactly(second, first);
  }
}
