package dev.sheaf.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.local.template.EventSource.ObjectCreated;
import dev.sheaf.local.template.EventSource.QueueMessages;
import dev.sheaf.local.template.EventSource.QueueMessages.FailureReport;
import dev.sheaf.local.template.EventSource.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateReadingTest {
  private static final Map<String, String> URLS =
      Map.of("OrderedQueue", "http://127.0.0.1:1/000000000000/demo-ordered.fifo");

  private final Template template = Samples.template("demo", Map.of());

  @Test
  void namesBucketsAsWrittenOrAfterTheirStack() {
    assertThat(template.buckets())
        .containsExactly(
            new Bucket("LandingBucket", "demo-landing-000000000000", Bucket.Versioning.ENABLED),
            new Bucket("LakeBucket", "demo-lakebucket", Bucket.Versioning.OFF));
  }

  @Test
  void leavesOutResourcesWhoseConditionDoesNotHold() {
    assertThat(Samples.template("demo", Map.of("Kept", "yes")).buckets())
        .extracting(Bucket::id)
        .containsExactly("LandingBucket", "LakeBucket", "ArchiveBucket");
  }

  @Test
  void readsQueues() {
    assertThat(template.queueOf("arn:aws:sqs:us-east-1:000000000000:demo-work"))
        .isEqualTo(
            new Queue(
                "WorkQueue",
                "demo-work",
                "arn:aws:sqs:us-east-1:000000000000:demo-work",
                Queue.Kind.STANDARD,
                Duration.ofSeconds(30),
                Duration.ofDays(4),
                Queue.Deduplication.BY_ID,
                Optional.of(
                    new Queue.Redrive("arn:aws:sqs:us-east-1:000000000000:demo-work-dead", 5))));
    assertThat(template.queues())
        .filteredOn(queue -> queue.kind() == Queue.Kind.FIFO)
        .extracting(Queue::name)
        .containsExactly("demo-ordered.fifo");
  }

  @Test
  void readsTheTable() {
    assertThat(template.tables())
        .containsExactly(
            new Table(
                "Table",
                "demo-Table",
                new Table.Key("pk", Optional.of("sk")),
                Map.of("pk", "S", "sk", "S", "open", "S"),
                List.of(new Table.Index("open", new Table.Key("open", Optional.empty()), "ALL"))));
  }

  @Test
  void readsFunctionsWithTheirGlobals() {
    LambdaFunction work = template.function("WorkFunction");
    assertThat(work.handlerClass()).isEqualTo("dev.sheaf.local.dispatch.TestHandlers$Work");
    assertThat(work.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(work.memoryMegabytes()).isEqualTo(512);
    assertThat(work.asyncRetries()).isEqualTo(2);
    assertThat(template.function("TickFunction").asyncRetries()).isZero();
    assertThat(template.function("UploadFunction").failureDestinationArn())
        .contains("arn:aws:sqs:us-east-1:000000000000:demo-EventsDeadQueue");
  }

  @Test
  void readsEvents() {
    assertThat(template.function("WorkFunction").events())
        .containsExactly(
            new QueueMessages(
                "Messages",
                "arn:aws:sqs:us-east-1:000000000000:demo-work",
                10,
                FailureReport.BATCH_ITEMS));
    assertThat(template.function("UploadFunction").events())
        .containsExactly(new ObjectCreated("Upload", "LandingBucket", "in/", ""));
    assertThat(template.function("TickFunction").events())
        .containsExactly(
            new Schedule(
                "Tick",
                "rate(15 minutes)",
                Optional.of(Duration.ofMinutes(15)),
                Schedule.State.ENABLED));
  }

  @Test
  void computesEnvironments() {
    assertThat(template.environment(template.function("WorkFunction"), URLS))
        .isEqualTo(
            Map.of(
                "COMMON", "global",
                "LAKE", "demo-lakebucket",
                "TABLE", "demo-Table",
                "NEXT", "http://127.0.0.1:1/000000000000/demo-ordered.fifo",
                "WORK_ARN", "arn:aws:sqs:us-east-1:000000000000:demo-work",
                "PLACE", "us-east-1/arn:aws:s3:::demo-lakebucket/${Literal}/10",
                "CHOICE", "dropped"));
    assertThat(template.environment(template.function("OrderedFunction"), URLS))
        .isEqualTo(Map.of("COMMON", "own"));
  }

  @Test
  void takesGivenParameters() {
    Template other = Samples.template("demo", Map.of("BatchSize", "1", "Kept", "yes"));
    assertThat(other.function("WorkFunction").events(QueueMessages.class).findFirst().orElseThrow())
        .extracting(QueueMessages::batchSize)
        .isEqualTo(1);
    assertThat(other.environment(other.function("WorkFunction"), URLS))
        .containsEntry("CHOICE", "kept");
  }

  @Test
  void readsCronWithoutAPeriod() {
    Template other = Samples.template("demo", Map.of("Rate", "cron(0 6 * * ? *)"));
    assertThat(other.function("TickFunction").events(Schedule.class).findFirst().orElseThrow())
        .extracting(Schedule::period)
        .isEqualTo(Optional.empty());
  }

  @Test
  void understandsLongForms() {
    Template parsed =
        Template.parse(
            """
            Resources:
              Q:
                Type: AWS::SQS::Queue
                Properties: { QueueName: { "Fn::Sub": "${AWS::StackName}-q" } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Environment:
                    Variables: { ARN: { "Fn::GetAtt": [Q, Arn] }, URL: { Ref: Q } }
            """,
            Stack.local(Map.of()));
    assertThat(parsed.environment(parsed.function("F"), Map.of("Q", "http://q")))
        .isEqualTo(Map.of("ARN", "arn:aws:sqs:us-east-1:000000000000:sheaf-q", "URL", "http://q"));
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> Samples.template("demo", Map.of("Nope", "1")))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no parameter Nope");
    assertThatThrownBy(() -> Samples.template("demo", Map.of("BatchSize", "many")))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("BatchSize should be a number");
    assertThatThrownBy(() -> Template.parse("Resources: [", Stack.local(Map.of())))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("not YAML");
    assertThatThrownBy(
            () ->
                Template.parse(
                    "Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref X } } }",
                    Stack.local(Map.of())))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("X.Ref is not known");
    assertThatThrownBy(() -> template.environment(template.function("WorkFunction"), Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("OrderedQueue");
    assertThatThrownBy(() -> template.function("Nope")).isInstanceOf(NoSuchElementException.class);
  }
}
