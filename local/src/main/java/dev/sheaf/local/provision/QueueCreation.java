package dev.sheaf.local.provision;

import dev.sheaf.core.json.Json;
import dev.sheaf.local.template.Queue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Creates a queue that is missing. */
final class QueueCreation {
  private final SqsClient sqs;

  QueueCreation(SqsClient sqs) {
    this.sqs = sqs;
  }

  /** A queue can name its dead-letter queue only when that one exists. */
  static List<Queue> deadLettersFirst(List<Queue> queues) {
    Set<String> deadLetters =
        queues.stream()
            .flatMap(queue -> queue.redrive().stream())
            .map(Queue.Redrive::deadLetterArn)
            .collect(Collectors.toSet());
    return Stream.concat(
            queues.stream().filter(queue -> deadLetters.contains(queue.arn())),
            queues.stream().filter(queue -> !deadLetters.contains(queue.arn())))
        .toList();
  }

  /** Returns the queue's URL. */
  String ensure(Queue queue) {
    try {
      return sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    } catch (QueueDoesNotExistException e) {
      return sqs.createQueue(
              request -> request.queueName(queue.name()).attributes(attributes(queue)))
          .queueUrl();
    }
  }

  private static Map<QueueAttributeName, String> attributes(Queue queue) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, seconds(queue.visibilityTimeout()));
    attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds(queue.retention()));
    if (queue.kind() == Queue.Kind.FIFO) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    if (queue.deduplication() == Queue.Deduplication.BY_CONTENT) {
      attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
    }
    queue
        .redrive()
        .ifPresent(
            redrive ->
                attributes.put(QueueAttributeName.REDRIVE_POLICY, Json.write(policy(redrive))));
    return attributes;
  }

  private static Map<String, String> policy(Queue.Redrive redrive) {
    return Map.of(
        "deadLetterTargetArn",
        redrive.deadLetterArn(),
        "maxReceiveCount",
        Integer.toString(redrive.maxReceiveCount()));
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
