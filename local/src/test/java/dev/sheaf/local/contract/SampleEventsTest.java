package dev.sheaf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoIndexTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.S3Names;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.local.dispatch.DispatchSettings;
import dev.sheaf.local.dispatch.Dispatcher;
import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.provision.Endpoints;
import dev.sheaf.local.provision.Provisioner;
import dev.sheaf.local.store.EventLog;
import dev.sheaf.local.template.Stack;
import dev.sheaf.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Every sample event goes through the handler of its function, with what it points at in place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleEventsTest {
  private static final Path EVENTS = Path.of("..", "events");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private AwsClients clients;
  private Dispatcher dispatcher;
  private RunTable runs;
  private IndexTable index;

  @BeforeAll
  void uploadWhatTheEventsPointAt() throws Exception {
    Map<String, String> environment = Target.EMBEDDED.environment(Target.Service.S3);
    Endpoints endpoints =
        Endpoints.of(
            Map.of(
                "AWS_ENDPOINT_URL_S3", environment.get("AWS_ENDPOINT_URL"),
                "AWS_ENDPOINT_URL_SQS", url(Target.Service.SQS),
                "AWS_ENDPOINT_URL_DYNAMODB", url(Target.Service.DYNAMODB),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local"));
    Deployment deployment =
        Provisioner.provision(
            Template.bundled(
                Stack.local(Map.of("Announcements", EventLog.of(folder).uri().toString()))),
            endpoints);
    clients = new AwsClients(endpoints.variables());
    runs = new DynamoRunTable(clients.dynamoDb(), deployment.tableName("Table"));
    index = new DynamoIndexTable(clients.dynamoDb(), deployment.tableName("Table"));
    for (ObjectName object : S3Names.of(read("s3-upload.json", S3Event.class))) {
      String content =
          object.key().endsWith(".csv")
              ? "origin,wind_speed\nEWR,8.5\nJFK,11.5\n"
              : "{\"origin\":\"LGA\",\"wind_speed\":7.25}\n";
      clients
          .s3()
          .putObject(
              put -> put.bucket(object.bucket()).key(object.key()),
              RequestBody.fromString(content));
    }
    dispatcher = Dispatcher.start(deployment, DispatchSettings.defaults());
    dispatcher.invoke("SegmenterFunction", read("s3-upload.json", S3Event.class));
    assertThat(dispatcher.awaitIdle(PATIENCE)).isTrue();
  }

  @AfterAll
  void stop() {
    dispatcher.close();
    clients.close();
  }

  @Test
  void theUploadsOfTheEventAreOneCommittedRun() {
    assertThat(run().state()).isEqualTo(RunItem.State.COMMITTED);
    assertThat(runs.uploads("weather")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ScheduledSegmenterFunction",
        "SweepFunction",
        "ReconcileFunction",
        "ExpiryFunction",
        "OrphanFunction"
      })
  void theTickFindsNothingToDo(String function) throws Exception {
    dispatcher.invoke(function, read("schedule.json", ScheduledEvent.class));

    assertThat(runs.runs("weather")).hasSize(1);
  }

  @Test
  void theTickHasSmallPartsMerged() throws Exception {
    dispatcher.invoke("CompactionFunction", read("schedule.json", ScheduledEvent.class));
    assertThat(dispatcher.awaitIdle(PATIENCE)).isTrue();

    JsonNode snapshots = answer(sample("snapshots.json")).path("snapshots");
    JsonNode newest = snapshots.get(snapshots.size() - 1);
    assertThat(newest.path("parts").intValue()).isEqualTo(1);
    assertThat(newest.path("rows").intValue()).isEqualTo(5);
  }

  @Test
  void theTickRemovesItemsOfIndexesThatNothingRefersTo() throws Exception {
    index.putItem("weather", "00000001-lost#ROOT", "{}");
    index.putItem("weather", "00000099-early#ROOT", "{}");

    dispatcher.invoke("OrphanFunction", read("schedule.json", ScheduledEvent.class));

    assertThat(index.itemNames("weather"))
        .as("what was written for a version to come stays")
        .containsExactly("00000099-early#ROOT");
  }

  @Test
  void aDeadLetterOfNoOpenRunIsDropped() throws Exception {
    SQSEvent event = read("dead-segments.json", SQSEvent.class);
    assertThat(failures("DeadLetterFunction", event)).isEmpty();

    event
        .getRecords()
        .forEach(message -> message.setBody(new TaskMessage(run().run(), 0, 0).body()));
    assertThat(failures("DeadLetterFunction", event)).isEmpty();
  }

  @Test
  void theCommitWasAnnouncedOnce() {
    assertThat(EventLog.of(folder).lines())
        .filteredOn(line -> line.contains("\"dataset\":\"weather\",\"version\":1"))
        .hasSize(1);
  }

  @Test
  void aMessageOfARunIsDoneAndOneOfNoRunComesAgain() throws Exception {
    SQSEvent event = read("segments.json", SQSEvent.class);
    assertThat(failures("ProcessorFunction", event)).hasSize(event.getRecords().size());

    event
        .getRecords()
        .forEach(message -> message.setBody(new TaskMessage(run().run(), 0, 0).body()));
    assertThat(failures("ProcessorFunction", event)).isEmpty();
  }

  @Test
  void hintsAreAcknowledgedWhateverTheyName() throws Exception {
    SQSEvent event = read("hints.json", SQSEvent.class);
    assertThat(failures("IntegratorFunction", event)).isEmpty();

    event
        .getRecords()
        .forEach(message -> message.setBody(new HintMessage.OfRun("weather", run().run()).body()));
    assertThat(failures("IntegratorFunction", event)).isEmpty();
    assertThat(runs.runs("weather")).containsExactly(run());
  }

  @Test
  void anOperationIsAcknowledgedOnceItHasEnded() throws Exception {
    SQSEvent event = read("operations.json", SQSEvent.class);
    assertThat(failures("IntegratorFunction", event)).isEmpty();
    assertThat(failures("IntegratorFunction", event)).isEmpty();
    assertThat(runs.runs("weather")).containsExactly(run());
  }

  @Test
  void theQueryIsAnsweredPageByPage() throws Exception {
    ObjectNode event = Json.read(sample("query.json"), ObjectNode.class);
    JsonNode first = answer(Json.write(event));
    assertThat(first.path("rows").toString()).isEqualTo("[[\"EWR\",2,8.5],[\"JFK\",2,11.5]]");

    JsonNode second = answer(Json.write(event.set("next", first.path("next"))));
    assertThat(second.path("rows").toString()).isEqualTo("[[\"LGA\",1,7.25]]");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void keysAndVersionsAreFound() throws Exception {
    assertThat(answer(sample("lookup.json")).path("rows")).hasSize(2);
    JsonNode snapshots = answer(sample("snapshots.json")).path("snapshots");
    assertThat(snapshots.get(0).path("version").intValue()).isEqualTo(1);
    assertThat(snapshots.get(0).path("rows").intValue()).isEqualTo(5);
  }

  private JsonNode answer(String event) throws Exception {
    byte[] answer =
        (byte[])
            dispatcher
                .invoke("QueryFunction", event.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    JsonNode json = Json.mapper().readTree(answer);
    assertThat(json.path("error").isMissingNode()).as(json.toString()).isTrue();
    return json;
  }

  private static String sample(String file) throws IOException {
    return Files.readString(EVENTS.resolve(file));
  }

  private RunItem run() {
    return runs.runs("weather").get(0);
  }

  private List<SQSBatchResponse.BatchItemFailure> failures(String function, SQSEvent event)
      throws Exception {
    return ((SQSBatchResponse) dispatcher.invoke(function, event).orElseThrow())
        .getBatchItemFailures();
  }

  private static String url(Target.Service service) {
    return Target.EMBEDDED.environment(service).get("AWS_ENDPOINT_URL");
  }

  private static <T> T read(String file, Class<T> type) throws IOException {
    return LambdaEventSerializers.serializerFor(type, SampleEventsTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(Files.readAllBytes(EVENTS.resolve(file))));
  }
}
