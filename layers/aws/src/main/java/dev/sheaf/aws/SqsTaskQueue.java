package dev.sheaf.aws;

import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The queue of segments in SQS. */
public final class SqsTaskQueue implements TaskQueue {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  private final SqsClient sqs;
  private final String queueUrl;

  public SqsTaskQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public List<TaskMessage> send(List<TaskMessage> messages) {
    if (messages.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "%d messages in one batch; at most %d fit".formatted(messages.size(), MAX_BATCH));
    }
    if (messages.isEmpty()) {
      return List.of();
    }
    SendMessageBatchResponse response =
        Failures.translated(
            "SendMessageBatch " + queueUrl,
            () -> sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries(messages))));
    return response.failed().stream()
        .map(failed -> messages.get(Integer.parseInt(failed.id())))
        .toList();
  }

  @Override
  public boolean seemsEmpty() {
    Map<QueueAttributeName, String> counts =
        Failures.translated(
                "GetQueueAttributes " + queueUrl,
                () -> sqs.getQueueAttributes(get -> get.queueUrl(queueUrl).attributeNames(COUNTS)))
            .attributes();
    return COUNTS.stream().allMatch(count -> "0".equals(counts.getOrDefault(count, "0")));
  }

  /** An entry's id is its place in the list. */
  private static List<SendMessageBatchRequestEntry> entries(List<TaskMessage> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            i ->
                SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(messages.get(i).body())
                    .build())
        .toList();
  }
}
