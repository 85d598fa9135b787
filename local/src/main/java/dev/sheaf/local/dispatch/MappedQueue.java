package dev.sheaf.local.dispatch;

import dev.sheaf.local.template.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue that feeds a function.
 *
 * @param polling used for long polls only, so that closing it ends them and nothing else
 */
record MappedQueue(Queue queue, String url, SqsClient polling, SqsClient commands) {
  /** SQS takes and gives no more in one request. */
  static final int MOST_AT_ONCE = 10;

  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  /** Waits for messages, with the visibility timeout that the queue has. */
  List<Message> receive(int atMost, Duration longPoll) {
    return polling
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(Math.min(atMost, MOST_AT_ONCE))
                    .waitTimeSeconds((int) longPoll.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Returns what could not be deleted, which will be given again. */
  List<BatchResultErrorEntry> delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
            .toList();
    return commands.deleteMessageBatch(request -> request.queueUrl(url).entries(entries)).failed();
  }

  /** Makes messages visible after a while, instead of when their timeout runs out. */
  List<BatchResultErrorEntry> redeliver(List<Message> messages, Duration delay) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout((int) delay.toSeconds())
                        .build())
            .toList();
    return commands
        .changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries))
        .failed();
  }

  /** Puts another message with this content into the queue. */
  void sendCopy(Message message) {
    Optional<String> group = BatchOutcome.group(message);
    commands.sendMessage(
        request -> {
          request
              .queueUrl(url)
              .messageBody(message.body())
              .messageAttributes(message.messageAttributes());
          group.ifPresent(
              id ->
                  request.messageGroupId(id).messageDeduplicationId(UUID.randomUUID().toString()));
        });
  }

  /** Whether it holds no message, visible or not. */
  boolean empty() {
    return commands
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }
}
