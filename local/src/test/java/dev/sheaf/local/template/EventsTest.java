package dev.sheaf.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.upload.LandingKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples in {@code events/} are what the runtime accepts and what the template deploys. */
@DisplayName("events")
class EventsTest {
  private static final Path EVENTS = DeployedTemplate.ROOT.resolve("events");
  private static final DeployedTemplate DEPLOYMENT =
      DeployedTemplate.parse(DeployedTemplate.yaml());

  /** The emulator, as a container sees it. */
  private static final String EMULATOR = "http://host.docker.internal:4566";

  private static <T> T read(String file, Class<T> type) throws IOException {
    return LambdaEventSerializers.serializerFor(type, EventsTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(Files.readAllBytes(EVENTS.resolve(file))));
  }

  private static String bucket(String id) {
    return DEPLOYMENT.model().buckets().stream()
        .filter(bucket -> bucket.id().equals(id))
        .map(Bucket::name)
        .collect(Collectors.joining());
  }

  @Test
  void uploadsAreCompleteAndLieInTheLandingBucket() throws IOException {
    S3Event event = read("s3-upload.json", S3Event.class);

    assertThat(event.getRecords()).hasSizeGreaterThan(1);
    assertThat(event.getRecords())
        .allSatisfy(
            upload -> {
              assertThat(upload.getEventTime()).isNotNull();
              assertThat(upload.getEventName()).startsWith("ObjectCreated:");
              assertThat(upload.getS3().getBucket().getName()).isEqualTo(bucket("LandingBucket"));
              assertThat(upload.getS3().getObject().getVersionId()).isNotBlank();
              assertThat(upload.getS3().getObject().getSizeAsLong()).isPositive();
            });
    List<String> keys =
        event.getRecords().stream()
            .map(upload -> upload.getS3().getObject().getUrlDecodedKey())
            .toList();
    assertThat(keys)
        .containsExactly(
            "weather/ewr/2013.csv",
            "weather/jfk/late arrivals (2013).csv",
            "weather/lga/기상 2013.ndjson");
    assertThat(keys.stream().flatMap(key -> LandingKey.tryParse(key).stream()))
        .containsExactly(
            new LandingKey("weather", "ewr"),
            new LandingKey("weather", "jfk"),
            new LandingKey("weather", "lga"));
  }

  @Test
  void tickIsOfARule() throws IOException {
    ScheduledEvent tick = read("schedule.json", ScheduledEvent.class);

    assertThat(tick.getSource()).isEqualTo("aws.events");
    assertThat(tick.getTime()).isNotNull();
    assertThat(tick.getResources())
        .singleElement()
        .asString()
        .startsWith(
            DEPLOYMENT.model().stack().arn("events", "rule/sheaf-ScheduledSegmenterFunctionTick"));
  }

  @ParameterizedTest
  @CsvSource({
    "segments.json,ProcessorFunction",
    "hints.json,IntegratorFunction",
    "dead-segments.json,DeadLetterFunction"
  })
  void messagesAreCompleteAndOfTheQueueOfTheirFunction(String file, String function)
      throws Exception {
    SQSEvent event = read(file, SQSEvent.class);
    EventSource.QueueMessages source =
        DEPLOYMENT
            .model()
            .function(function)
            .events(EventSource.QueueMessages.class)
            .findFirst()
            .orElseThrow();
    Queue queue = DEPLOYMENT.model().queueOf(source.queueArn());

    assertThat(event.getRecords()).hasSizeBetween(1, source.batchSize());
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      assertThat(message.getEventSourceArn()).isEqualTo(queue.arn());
      assertThat(message.getMessageId()).isNotBlank();
      assertThat(message.getReceiptHandle()).isNotBlank();
      assertThat(message.getMd5OfBody()).isEqualTo(md5(message.getBody()));
      assertThat(message.getAttributes()).containsKey("ApproximateReceiveCount");
      if (queue.kind() == Queue.Kind.FIFO) {
        assertThat(message.getAttributes())
            .containsKeys("MessageGroupId", "MessageDeduplicationId", "SequenceNumber");
      }
    }
  }

  private static String md5(String body) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** What {@code --env-vars} sets are exactly the variables of the template, for an emulator. */
  @Test
  void environmentIsThatOfTheTemplate() throws IOException {
    String yaml = DeployedTemplate.yaml();
    Template emulated = Template.parse(yaml, Stack.local(Map.of("EndpointUrl", EMULATOR)));
    Map<String, String> urls =
        emulated.queues().stream()
            .collect(
                Collectors.toMap(
                    Queue::id,
                    queue ->
                        "%s/%s/%s"
                            .formatted(EMULATOR, emulated.stack().accountId(), queue.name())));
    Map<String, Map<String, String>> expected = new LinkedHashMap<>();
    for (LambdaFunction function : emulated.functions()) {
      Map<String, String> variables = new LinkedHashMap<>(emulated.environment(function, urls));
      variables.remove("JAVA_TOOL_OPTIONS");
      expected.put(function.id(), variables);
    }

    assertThat(Json.read(Files.readString(EVENTS.resolve("env.json")), Map.class))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnEndpointNoneIsSet() {
    LambdaFunction query = DEPLOYMENT.model().function("QueryFunction");

    assertThat(DEPLOYMENT.environment(query)).doesNotContainKey("AWS_ENDPOINT_URL");
  }

  /** The table of the README names every event, and each with the function it is invoked on. */
  @Test
  void readmeInvokesEveryEvent() throws IOException {
    String readme = Files.readString(EVENTS.resolve("README.md"));
    try (Stream<Path> files = Files.list(EVENTS)) {
      List<String> events =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json") && !name.equals("env.json"))
              .toList();
      assertThat(events).isNotEmpty();
      assertThat(events).allSatisfy(name -> assertThat(readme).contains("--event events/" + name));
    }
    assertThat(DEPLOYMENT.functions())
        .allSatisfy(id -> assertThat(readme).contains("sam local invoke " + id));
  }
}
