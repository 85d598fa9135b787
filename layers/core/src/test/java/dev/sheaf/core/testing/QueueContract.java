package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Eventually.eventually;
import static dev.sheaf.core.testing.Samples.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskQueue} and {@link HintQueue} promises. */
public abstract class QueueContract {

  protected abstract TaskQueue tasks();

  protected abstract HintQueue hints();

  /** Takes {@code count} tasks out of the queue, waiting for them; more if there are more. */
  protected abstract List<TaskMessage> receiveTasks(int count);

  /** Takes {@code count} hints out of the queue, in order, waiting for them; more if there are more. */
  protected abstract List<HintMessage> receiveHints(int count);

  private final String run = fresh("run");

  @Test
  void tasksArrive() {
    List<TaskMessage> batch = batch(TaskQueue.MAX_BATCH);

    assertThat(tasks().send(batch)).isEmpty();
    assertThat(receiveTasks(batch.size())).containsExactlyInAnyOrderElementsOf(batch);
  }

  @Test
  void oneTaskIsABatch() {
    assertThat(tasks().send(batch(1))).isEmpty();
    assertThat(receiveTasks(1)).isEqualTo(batch(1));
  }

  @Test
  void theSameTaskCanBeSentTwice() {
    tasks().send(batch(1));
    tasks().send(batch(1));
    assertThat(receiveTasks(2)).containsExactly(batch(1).get(0), batch(1).get(0));
  }

  @Test
  void theQueueSeemsEmptyUntilSomethingIsSentAndOnceItIsTaken() {
    eventually(() -> assertThat(tasks().seemsEmpty()).isTrue());
    tasks().send(batch(3));
    eventually(() -> assertThat(tasks().seemsEmpty()).isFalse());

    receiveTasks(3);
    eventually(() -> assertThat(tasks().seemsEmpty()).isTrue());
  }

  @Test
  void nothingToSendIsNothingUnsent() {
    assertThat(tasks().send(List.of())).isEmpty();
  }

  @Test
  void moreThanABatchIsAMistakeOfTheCaller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tasks().send(batch(TaskQueue.MAX_BATCH + 1)))
        .withMessageContaining("11 messages");
  }

  @Test
  void hintsOfADatasetArriveInOrder() {
    String dataset = fresh("orders");
    List<HintMessage> sent =
        IntStream.range(0, 12)
            .mapToObj(i -> (HintMessage) new HintMessage.OfRun(dataset, run + i))
            .toList();
    sent.forEach(hints()::send);

    assertThat(receiveHints(sent.size())).isEqualTo(sent);
  }

  @Test
  void aHintDoesNotSuppressTheNextOne() {
    HintMessage hint = new HintMessage.OfRun(fresh("orders"), run);
    hints().send(hint);
    hints().send(hint);

    assertThat(receiveHints(2)).containsExactly(hint, hint);
  }

  @Test
  void everyDatasetGetsItsHints() {
    HintMessage one = new HintMessage.OfRun(fresh("orders"), run);
    HintMessage other = new HintMessage.OfRun(fresh("orders"), run);
    hints().send(one);
    hints().send(other);

    assertThat(receiveHints(2)).containsExactlyInAnyOrder(one, other);
  }

  private List<TaskMessage> batch(int size) {
    return IntStream.range(0, size).mapToObj(task -> new TaskMessage(run, 0, task)).toList();
  }
}
