package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class AsyncDispatchTest {
  private static final Duration DELAY = Duration.ofMillis(60);

  @Test
  void announcesObjectsToTheFunctionOfTheirBucketAndPrefix() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      List<String> keys = new CopyOnWriteArrayList<>();
      stack.script.uploads =
          (event, context) -> {
            event.getRecords().forEach(r -> keys.add(r.getS3().getObject().getUrlDecodedKey()));
            return null;
          };
      Dispatcher dispatcher = stack.start();
      String landing = stack.deployment.bucketName("LandingBucket");
      dispatcher.objectsCreated(
          List.of(
              object(landing, "in/a b"),
              object(landing, "out/c"),
              object("elsewhere", "in/d"),
              object(landing, "in/e")));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(keys).containsExactly("in/a b", "in/e");
      assertThat(stack.listener.finished)
          .singleElement()
          .matches(run -> run.items() == 2 && run.source().equals(landing));
    }
  }

  @Test
  void triesTwiceMoreWithGrowingDelayUnderOneRequestId() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      List<Long> times = new CopyOnWriteArrayList<>();
      List<String> requestIds = new CopyOnWriteArrayList<>();
      stack.script.uploads =
          (event, context) -> {
            times.add(System.nanoTime());
            requestIds.add(context.getAwsRequestId());
            if (times.size() < 3) {
              throw new IllegalStateException("on purpose");
            }
            return null;
          };
      Dispatcher dispatcher = stack.start(settings -> settings.withAsyncRetryDelay(DELAY));
      dispatcher.objectsCreated(List.of(landed(stack)));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(times).hasSize(3);
      assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(DELAY.toNanos());
      assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(2 * DELAY.toNanos());
      assertThat(requestIds).containsOnly(requestIds.get(0));
      assertThat(stack.listener.failed).extracting(Invocation::attempt).containsExactly(1, 2);
      assertThat(stack.listener.givenUp).isEmpty();
    }
  }

  @Test
  void tellsTheFailureDestinationAtLast() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      stack.script.uploads =
          (event, context) -> {
            throw new IllegalStateException("on purpose");
          };
      Dispatcher dispatcher = stack.start(settings -> settings.withAsyncRetryDelay(Duration.ZERO));
      dispatcher.objectsCreated(List.of(landed(stack)));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.failed).hasSize(3);
      assertThat(stack.listener.givenUp).singleElement().matches(run -> run.attempt() == 3);
      List<String> dead = stack.drain("EventsDeadQueue");
      assertThat(dead).hasSize(1);
      Map<?, ?> record = Json.read(dead.get(0), Map.class);
      assertThat(record.get("requestContext").toString())
          .contains("RetriesExhausted", "approximateInvokeCount=3");
      assertThat(record.get("requestPayload").toString()).contains("in/a");
      assertThat(record.get("responsePayload").toString()).contains("on purpose");
    }
  }

  @Test
  void ticksOnDemandAndDoesNotRetryWhereTheTemplateForbidsIt() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      List<String> rules = new ArrayList<>();
      stack.script.ticks =
          (event, context) -> {
            rules.addAll(event.getResources());
            throw new IllegalStateException("on purpose");
          };
      Dispatcher dispatcher = stack.start(settings -> settings.withAsyncRetryDelay(Duration.ZERO));
      dispatcher.tick("TickFunction");
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(rules).singleElement().asString().endsWith("TickFunction-Tick");
      assertThat(stack.listener.givenUp).hasSize(1);
      assertThatThrownBy(() -> dispatcher.tick("WorkFunction"))
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void callsStreamHandlersWithTheirJson() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      byte[] json = "{\"action\":\"datasets\"}".getBytes(StandardCharsets.UTF_8);
      Dispatcher dispatcher = stack.start();
      assertThat(dispatcher.invoke("EchoFunction", json)).hasValue(json);
      assertThatThrownBy(() -> dispatcher.invoke("Nope", json))
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void tellsAFunctionAboutItsInvocation() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      List<Context> contexts = new CopyOnWriteArrayList<>();
      List<Integer> remaining = new CopyOnWriteArrayList<>();
      stack.script.uploads =
          (event, context) -> {
            contexts.add(context);
            remaining.add(context.getRemainingTimeInMillis());
            return null;
          };
      Dispatcher dispatcher = stack.start();
      dispatcher.objectsCreated(List.of(landed(stack)));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      Context context = contexts.get(0);
      assertThat(context.getFunctionName()).endsWith("-UploadFunction");
      assertThat(context.getInvokedFunctionArn())
          .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:" + context.getFunctionName());
      assertThat(context.getAwsRequestId())
          .isEqualTo(stack.listener.finished.get(0).requestId())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(remaining.get(0)).isBetween(1, 20_000);
    }
  }

  private static ObjectVersion landed(RunningStack stack) {
    return object(stack.deployment.bucketName("LandingBucket"), "in/a");
  }

  private static ObjectVersion object(String bucket, String key) {
    return new ObjectVersion(bucket, key, null, "e", Instant.parse("2026-11-20T10:00:00Z"), 1);
  }
}
