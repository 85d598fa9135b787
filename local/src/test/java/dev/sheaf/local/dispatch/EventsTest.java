package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.template.Stack;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Events must survive the runtime's own JSON, which refuses incomplete ones. */
class EventsTest {
  private static final Stack STACK = Stack.local(Map.of());
  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123Z");

  static Stream<String> keys() {
    return Stream.of(
        "orders/shop/a b.csv", "a+b%20c.csv", "ü/日本/😀.csv", "x/*~!'()&=$@,:;?.csv", "/", "a//b/");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysComeBackAsTheyWere(String key) {
    S3Event event = S3Events.created(List.of(object(key, "e")), STACK, TIME);
    assertThat(event.getRecords().get(0).getS3().getObject().getUrlDecodedKey()).isEqualTo(key);
  }

  @Test
  void keysAreEncodedAsS3Does() {
    assertThat(S3Events.encodedKey("a b/ü+.csv")).isEqualTo("a+b/%C3%BC%2B.csv");
  }

  @Test
  void s3EventsHaveARecordPerObjectAndAllFields() {
    S3Event event =
        throughJson(
            S3Events.created(List.of(object("in/1", "abc"), object("in/2", "abc-3")), STACK, TIME),
            S3Event.class);
    assertThat(event.getRecords())
        .extracting(
            record ->
                record.getS3().getBucket().getName() + "/" + record.getS3().getObject().getKey())
        .containsExactly("landing/in/1", "landing/in/2");
    assertThat(event.getRecords())
        .extracting(record -> record.getEventName())
        .containsExactly("ObjectCreated:Put", "ObjectCreated:CompleteMultipartUpload");
    var first = event.getRecords().get(0);
    assertThat(first.getEventTime().toDate().toInstant()).isEqualTo(TIME);
    assertThat(first.getAwsRegion()).isEqualTo("us-east-1");
    assertThat(first.getEventSource()).isEqualTo("aws:s3");
    assertThat(first.getS3().getObject().getSizeAsLong()).isEqualTo(5);
    assertThat(first.getS3().getObject().geteTag()).isEqualTo("abc");
    assertThat(first.getS3().getBucket().getArn()).isEqualTo("arn:aws:s3:::landing");
  }

  @Test
  void sqsEventsHaveAllFields() {
    Message message =
        Message.builder()
            .messageId("m1")
            .receiptHandle("r1")
            .body("hello")
            .md5OfBody("5d41402abc4b2a76b9719d911017c592")
            .attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g"))
            .messageAttributes(
                Map.of(
                    "kind",
                    MessageAttributeValue.builder().dataType("String").stringValue("x").build()))
            .build();
    SQSEvent.SQSMessage record =
        throughJson(SqsEvents.of(List.of(message), "arn:q", "us-east-1"), SQSEvent.class)
            .getRecords()
            .get(0);
    assertThat(record.getMessageId()).isEqualTo("m1");
    assertThat(record.getReceiptHandle()).isEqualTo("r1");
    assertThat(record.getBody()).isEqualTo("hello");
    assertThat(record.getMd5OfBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(record.getEventSource()).isEqualTo("aws:sqs");
    assertThat(record.getEventSourceArn()).isEqualTo("arn:q");
    assertThat(record.getAwsRegion()).isEqualTo("us-east-1");
    assertThat(record.getAttributes()).containsEntry("MessageGroupId", "g");
    assertThat(record.getMessageAttributes().get("kind").getStringValue()).isEqualTo("x");
  }

  @Test
  void scheduledEventsHaveAllFields() {
    ScheduledEvent event =
        throughJson(ScheduledEvents.tick("rule", "id-1", STACK, TIME), ScheduledEvent.class);
    assertThat(event.getTime().toDate().toInstant()).isEqualTo(TIME);
    assertThat(event.getDetailType()).isEqualTo("Scheduled Event");
    assertThat(event.getSource()).isEqualTo("aws.events");
    assertThat(event.getId()).isEqualTo("id-1");
    assertThat(event.getResources())
        .containsExactly("arn:aws:events:us-east-1:000000000000:rule/rule");
  }

  @Test
  void jsonNamesAreLambdasOwn() {
    byte[] json = EventJson.of(S3Events.created(List.of(object("in/1", "e")), STACK, TIME));
    assertThat(Json.read(json, Map.class)).containsOnlyKeys("Records");
  }

  private static <E> E throughJson(E event, Class<E> type) {
    return LambdaEventSerializers.serializerFor(type, type.getClassLoader())
        .fromJson(new ByteArrayInputStream(EventJson.of(event)));
  }

  private static ObjectVersion object(String key, String etag) {
    return new ObjectVersion("landing", key, null, etag, TIME, 5);
  }
}
