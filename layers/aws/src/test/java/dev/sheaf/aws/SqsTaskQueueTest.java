package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.TaskMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SqsTaskQueueTest {

  @Test
  void givesBackWhatTheQueueDidNotTake() {
    TaskMessage first = new TaskMessage("run", 0, 7);
    TaskMessage second = new TaskMessage("run", 0, 8);
    TaskMessage third = new TaskMessage("run", 0, 9);

    assertThat(new SqsTaskQueue(new Refusing("8"), "url").send(List.of(first, second, third)))
        .containsExactly(second);
  }

  /** Takes every message but those of one task. */
  private record Refusing(String task) implements SqsClient {

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      return SendMessageBatchResponse.builder()
          .failed(
              request.entries().stream()
                  .filter(entry -> entry.messageBody().contains("\"task\":" + task))
                  .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
