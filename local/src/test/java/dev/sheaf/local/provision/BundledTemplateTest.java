package dev.sheaf.local.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.local.template.EventSource;
import dev.sheaf.local.template.EventSource.ObjectCreated;
import dev.sheaf.local.template.EventSource.QueueMessages;
import dev.sheaf.local.template.EventSource.Schedule;
import dev.sheaf.local.template.LambdaFunction;
import dev.sheaf.local.template.Queue;
import dev.sheaf.local.template.Stack;
import dev.sheaf.local.template.Template;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The template that is deployed can be read, and all of it exists at the embedded endpoints. */
class BundledTemplateTest {
  private final Template template = Template.bundled(Stack.local(Map.of()));

  @Test
  void saysWhatRunsWhen() {
    assertThat(only("SegmenterFunction", ObjectCreated.class).bucketId())
        .isEqualTo("LandingBucket");
    assertThat(only("ScheduledSegmenterFunction", Schedule.class).period())
        .contains(Duration.ofMinutes(15));
    QueueMessages segments = only("ProcessorFunction", QueueMessages.class);
    assertThat(segments.batchSize()).isEqualTo(1);
    assertThat(template.queueOf(segments.queueArn()).id()).isEqualTo("SegmentsQueue");
    QueueMessages hints = only("IntegratorFunction", QueueMessages.class);
    assertThat(hints.batchSize()).isEqualTo(10);
    assertThat(template.queueOf(hints.queueArn()).kind()).isEqualTo(Queue.Kind.FIFO);
    assertThat(template.function("QueryFunction").events()).isEmpty();
  }

  @Test
  void aQueueWaitsAtLeastTwiceAsLongAsItsFunctionMayRun() {
    for (LambdaFunction function : template.functions()) {
      function
          .events(QueueMessages.class)
          .forEach(
              source ->
                  assertThat(template.queueOf(source.queueArn()).visibilityTimeout())
                      .as(function.id())
                      .isGreaterThanOrEqualTo(function.timeout().multipliedBy(2)));
    }
  }

  @Test
  void existsAtTheEmbeddedEndpoints() {
    Deployment deployment = Provisioner.provision(template, TestEndpoints.shared());
    assertThat(deployment.bucketNames()).containsOnlyKeys("LandingBucket", "LakeBucket");
    assertThat(deployment.environment("SegmenterFunction"))
        .containsEntry("SHEAF_LAKE_BUCKET", deployment.bucketName("LakeBucket"))
        .containsEntry("SHEAF_TABLE", deployment.tableName("Table"))
        .containsEntry("SHEAF_SEGMENTS_QUEUE_URL", deployment.queueUrl("SegmentsQueue"))
        .containsEntry("SHEAF_HINTS_QUEUE_URL", deployment.queueUrl("HintsQueue"))
        .containsEntry("SHEAF_SEGMENT_BYTES", "0");
  }

  private <E extends EventSource> E only(String functionId, Class<E> kind) {
    return template
        .function(functionId)
        .events(kind)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(functionId));
  }
}
