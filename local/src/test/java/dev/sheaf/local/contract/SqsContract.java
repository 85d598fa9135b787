package dev.sheaf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.testing.QueueContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The contract of the queues, kept by the SQS adapters and an endpoint together. */
abstract class SqsContract extends QueueContract {
  private final QueueFixture queues;

  SqsContract(QueueFixture queues) {
    this.queues = queues;
  }

  @Override
  protected TaskQueue tasks() {
    return queues.tasks();
  }

  @Override
  protected HintQueue hints() {
    return queues.hints();
  }

  @Override
  protected List<TaskMessage> receiveTasks(int count) {
    return queues.receiveTasks(count).stream().map(Message::body).map(TaskMessage::parse).toList();
  }

  @Override
  protected List<HintMessage> receiveHints(int count) {
    return queues.receiveHints(count).stream().map(Message::body).map(HintMessage::parse).toList();
  }

  @Test
  void theGroupOfAHintIsItsDataset() {
    hints().send(new HintMessage.OfRun("orders", "run"));

    assertThat(queues.receiveHints(1))
        .extracting(
            message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
        .containsExactly("orders");
  }
}
