package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.TransientException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchResponsesTest {
  private final List<String> handled = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @Test
  void successReportsNothing() {
    assertThat(failed(message("1", null, "a"), message("2", null, "b"))).isEmpty();
    assertThat(handled).containsExactly("1", "2");
    assertThat(log).isEmpty();
  }

  @Test
  void onlyWhatFailedIsReported() {
    assertThat(failed(message("1", null, "a"), message("2", null, "bad"), message("3", null, "c")))
        .containsExactly("2");
    assertThat(handled).containsExactly("1", "2", "3");
  }

  @Test
  void nothingOvertakesAFailureOfItsGroup() {
    assertThat(
            failed(
                message("1", "orders", "a"),
                message("2", "orders", "bad"),
                message("3", "weather", "b"),
                message("4", "orders", "c"),
                message("5", "weather", "d")))
        .containsExactly("2", "4");
    assertThat(handled).containsExactly("1", "2", "3", "5");
  }

  @Test
  void aFailureIsOneLineOfJsonWithoutTheBody() throws Exception {
    failed(message("1", "orders", "bad secret"));

    assertThat(log).hasSize(1);
    assertThat(log.get(0)).doesNotContain("\n").doesNotContain("secret");
    Map<String, String> line = Json.mapper().readValue(log.get(0), new TypeReference<>() {});
    assertThat(line)
        .containsEntry("level", "WARN")
        .containsEntry("message", "message failed: the table did not answer")
        .containsEntry("messageId", "1")
        .containsEntry("queue", "hints.fifo")
        .containsEntry("group", "orders")
        .containsEntry("receives", "3")
        .containsEntry("error", TransientException.class.getName())
        .containsKey("stack");
  }

  @Test
  void aMessageWithoutAttributesIsLoggedToo() {
    SQSMessage bare = new SQSMessage();
    bare.setMessageId("1");
    bare.setBody("bad");

    assertThat(failed(bare)).containsExactly("1");
    assertThat(log.get(0)).contains("\"messageId\":\"1\"");
  }

  private List<String> failed(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    SQSBatchResponse response = BatchResponses.each(event, logger(), this::handle);
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private LambdaLogger logger() {
    return new LambdaLogger() {
      @Override
      public void log(String line) {
        log.add(line.stripTrailing());
      }

      @Override
      public void log(byte[] line) {
        log(new String(line, StandardCharsets.UTF_8));
      }
    };
  }

  private void handle(SQSMessage message) {
    handled.add(message.getMessageId());
    if (message.getBody().startsWith("bad")) {
      throw new TransientException("the table did not answer");
    }
  }

  private static SQSMessage message(String id, String group, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setEventSourceArn("arn:aws:sqs:eu-west-1:123456789012:hints.fifo");
    message.setAttributes(
        group == null
            ? Map.of("ApproximateReceiveCount", "3")
            : Map.of("ApproximateReceiveCount", "3", "MessageGroupId", group));
    return message;
  }
}
