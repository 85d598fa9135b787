package dev.sheaf.local.contract;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.SqsHintQueue;
import dev.sheaf.aws.SqsTaskQueue;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.TaskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of each kind for the tests of one class. */
final class QueueFixture extends EndpointFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SqsClient sqs;
  private String tasksUrl;
  private String hintsUrl;

  QueueFixture(Target target) {
    super(target, Target.Service.SQS);
  }

  @Override
  void create(AwsClients clients) {
    sqs = clients.sqs();
    String name = "sheaf-contract-" + UUID.randomUUID();
    tasksUrl = sqs.createQueue(create -> create.queueName(name)).queueUrl();
    hintsUrl =
        sqs.createQueue(
                create ->
                    create
                        .queueName(name + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
            .queueUrl();
  }

  @Override
  void remove() {
    sqs.deleteQueue(delete -> delete.queueUrl(tasksUrl));
    sqs.deleteQueue(delete -> delete.queueUrl(hintsUrl));
  }

  TaskQueue tasks() {
    return new SqsTaskQueue(sqs, tasksUrl);
  }

  HintQueue hints() {
    return new SqsHintQueue(sqs, hintsUrl, () -> UUID.randomUUID().toString());
  }

  List<Message> receiveTasks(int count) {
    return receive(tasksUrl, count);
  }

  List<Message> receiveHints(int count) {
    return receive(hintsUrl, count);
  }

  private List<Message> receive(String queueUrl, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Message> received = new ArrayList<>();
    while (received.size() < count && System.nanoTime() < deadline) {
      List<Message> some =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queueUrl)
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(1)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      received.addAll(some);
      some.forEach(
          message ->
              sqs.deleteMessage(
                  delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
    }
    return received;
  }
}
