package dev.sheaf.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedSqsTest {
  private EmbeddedSqs sqs;
  private SqsClient client;

  @BeforeAll
  void start() {
    sqs = EmbeddedSqs.start();
    client = Clients.sqs(sqs.endpoint());
  }

  @AfterAll
  void stop() {
    client.close();
    sqs.close();
  }

  @Test
  void aQueueIsAddressedAtTheEndpoint() {
    assertThat(queue("address", Map.of())).startsWith(sqs.endpoint().toString());
  }

  @Test
  void aBatchOfTenArrivesWhole() {
    String queue = queue("batch", Map.of());
    var sent = client.sendMessageBatch(r -> r.queueUrl(queue).entries(entries(10)));
    assertThat(sent.successful()).hasSize(10);
    assertThat(sent.failed()).isEmpty();
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < 10) {
      List<Message> received = receive(queue, 10, Duration.ofSeconds(1));
      assertThat(received).as("messages after %s", bodies).isNotEmpty();
      received.forEach(message -> bodies.add(message.body()));
    }
    assertThat(bodies)
        .containsExactlyInAnyOrderElementsOf(
            entries(10).stream().map(e -> e.messageBody()).toList());
  }

  @Test
  void aBatchOfElevenIsRefused() {
    String queue = queue("eleven", Map.of());
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> client.sendMessageBatch(r -> r.queueUrl(queue).entries(entries(11))));
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeIsUp() throws Exception {
    String queue = queue("visibility", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    client.sendMessage(r -> r.queueUrl(queue).messageBody("again"));
    assertThat(receive(queue, 1, Duration.ZERO)).hasSize(1);
    assertThat(receive(queue, 1, Duration.ZERO)).isEmpty();
    Message second = receive(queue, 1, Duration.ofSeconds(5)).get(0);
    assertThat(second.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    client.deleteMessage(r -> r.queueUrl(queue).receiptHandle(second.receiptHandle()));
    assertThat(receive(queue, 1, Duration.ofSeconds(2))).isEmpty();
  }

  @Test
  void aMessageCanBeGivenBackAtOnce() {
    String queue = queue("give-back", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
    client.sendMessage(r -> r.queueUrl(queue).messageBody("back"));
    Message first = receive(queue, 1, Duration.ZERO).get(0);
    client.changeMessageVisibility(
        r -> r.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
    assertThat(receive(queue, 1, Duration.ofSeconds(2))).hasSize(1);
  }

  @Test
  void aLongPollEndsWhenAMessageComes() throws Exception {
    String queue = queue("long-poll", Map.of());
    Thread sender =
        new Thread(
            () -> {
              pause(Duration.ofMillis(700));
              client.sendMessage(r -> r.queueUrl(queue).messageBody("late"));
            });
    sender.start();
    long begin = System.nanoTime();
    assertThat(receive(queue, 1, Duration.ofSeconds(15))).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
    sender.join();
  }

  @Test
  void afterItsLastReceiveAMessageIsDeadLettered() {
    String dead = queue("dead", Map.of());
    String arn =
        client
            .getQueueAttributes(r -> r.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String queue =
        queue(
            "fails",
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}".formatted(arn)));
    client.sendMessage(r -> r.queueUrl(queue).messageBody("poison"));
    assertThat(receive(queue, 1, Duration.ofSeconds(1))).hasSize(1);
    assertThat(receive(queue, 1, Duration.ofSeconds(1))).hasSize(1);
    assertThat(receive(queue, 1, Duration.ofSeconds(1))).isEmpty();
    assertThat(receive(dead, 1, Duration.ofSeconds(2)))
        .extracting(Message::body)
        .containsExactly("poison");
  }

  @Test
  void aGroupIsDeliveredInOrderAndOneAtATime() {
    String queue = fifo("order");
    for (int i = 0; i < 5; i++) {
      send(queue, "a", "a" + i, "a" + i);
    }
    send(queue, "b", "b0", "b0");

    Message first = receive(queue, 1, Duration.ZERO).get(0);
    assertThat(first.body()).isEqualTo("a0");
    assertThat(receive(queue, 10, Duration.ZERO))
        .as("group a is blocked while a0 is in flight")
        .extracting(Message::body)
        .containsExactly("b0");
    client.deleteMessage(r -> r.queueUrl(queue).receiptHandle(first.receiptHandle()));
    assertThat(receive(queue, 10, Duration.ZERO))
        .extracting(Message::body)
        .containsExactly("a1", "a2", "a3", "a4");
  }

  @Test
  void aDeduplicationIdIsDeliveredOnce() {
    String queue = fifo("dedup");
    send(queue, "g", "first", "same");
    send(queue, "g", "second", "same");
    send(queue, "g", "third", "other");
    assertThat(receive(queue, 10, Duration.ZERO))
        .extracting(Message::body)
        .containsExactly("first", "third");
  }

  @Test
  void aMissingQueueIsTold() {
    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> client.getQueueUrl(r -> r.queueName("nowhere")));
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    return client.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
  }

  private String fifo(String name) {
    return queue(name + ".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
  }

  private void send(String queue, String group, String body, String id) {
    client.sendMessage(
        r -> r.queueUrl(queue).messageBody(body).messageGroupId(group).messageDeduplicationId(id));
  }

  private List<Message> receive(String queue, int most, Duration wait) {
    return client
        .receiveMessage(
            r ->
                r.queueUrl(queue)
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds((int) wait.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static List<SendMessageBatchRequestEntry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                SendMessageBatchRequestEntry.builder().id("m" + i).messageBody("body " + i).build())
        .toList();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
