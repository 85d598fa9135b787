package dev.sheaf.local.contract;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.core.testing.DeliveryContract.Delivery;
import dev.sheaf.core.testing.DeliveryContract.Received;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues with dead-letter queues, as many as the tests of a class ask for. */
final class DeliveryFixture extends EndpointFixture {
  private final List<String> urls = new ArrayList<>();
  private SqsClient sqs;

  DeliveryFixture(Target target) {
    super(target, Target.Service.SQS);
  }

  @Override
  void create(AwsClients clients) {
    sqs = clients.sqs();
  }

  @Override
  void remove() {
    urls.forEach(url -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
  }

  Delivery standard(int maxReceives) {
    return queue("", Map.of(), maxReceives);
  }

  Delivery fifo(int maxReceives) {
    return queue(".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"), maxReceives);
  }

  private Delivery queue(
      String suffix, Map<QueueAttributeName, String> attributes, int maxReceives) {
    String name = "sheaf-contract-" + UUID.randomUUID();
    String dead = create(name + "-dead" + suffix, attributes);
    String arn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    Map<QueueAttributeName, String> all = new LinkedHashMap<>(attributes);
    all.put(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, maxReceives));
    return new SqsDelivery(create(name + suffix, all), dead, !suffix.isEmpty());
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    String url =
        sqs.createQueue(create -> create.queueName(name).attributes(attributes)).queueUrl();
    urls.add(url);
    return url;
  }

  private final class SqsDelivery implements Delivery {
    private final String url;
    private final String deadUrl;
    private final boolean fifo;

    SqsDelivery(String url, String deadUrl, boolean fifo) {
      this.url = url;
      this.deadUrl = deadUrl;
      this.fifo = fifo;
    }

    @Override
    public void send(String body, String group) {
      sqs.sendMessage(
          send -> {
            send.queueUrl(url).messageBody(body);
            if (fifo) {
              send.messageGroupId(group).messageDeduplicationId(UUID.randomUUID().toString());
            }
          });
    }

    @Override
    public Optional<Received> receive() {
      return receive(url)
          .map(
              message ->
                  new Received(
                      message.body(),
                      Integer.parseInt(
                          message
                              .attributes()
                              .get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
                      message.receiptHandle()));
    }

    private Optional<Message> receive(String from) {
      return sqs
          .receiveMessage(
              receive ->
                  receive
                      .queueUrl(from)
                      .maxNumberOfMessages(1)
                      .waitTimeSeconds(1)
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
          .messages()
          .stream()
          .findFirst();
    }

    @Override
    public void delete(Received message) {
      sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle((String) message.receipt()));
    }

    @Override
    public void expire(Received message) {
      sqs.changeMessageVisibility(
          change ->
              change.queueUrl(url).receiptHandle((String) message.receipt()).visibilityTimeout(0));
    }

    @Override
    public Optional<String> deadLetter() {
      return receive(deadUrl).map(Message::body);
    }
  }
}
