package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the handlers of one test do. */
final class Script {
  static final String VARIABLE = "TEST_SCRIPT";
  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

  interface Behaviour<E, R> {
    R handle(E event, Context context);
  }

  final String id = UUID.randomUUID().toString();
  final AtomicInteger workInstances = new AtomicInteger();
  volatile Behaviour<SQSEvent, SQSBatchResponse> work = (event, context) -> failures();
  volatile Behaviour<SQSEvent, SQSBatchResponse> ordered = (event, context) -> failures();
  volatile Behaviour<S3Event, Void> uploads = (event, context) -> null;
  volatile Behaviour<ScheduledEvent, Void> ticks = (event, context) -> null;

  Script() {
    SCRIPTS.put(id, this);
  }

  static Script of(Map<String, String> environment) {
    return Objects.requireNonNull(SCRIPTS.get(environment.get(VARIABLE)));
  }

  static SQSBatchResponse failures(String... messageIds) {
    return new SQSBatchResponse(
        Arrays.stream(messageIds).map(SQSBatchResponse.BatchItemFailure::new).toList());
  }

  static List<String> bodies(SQSEvent event) {
    return event.getRecords().stream().map(SQSEvent.SQSMessage::getBody).toList();
  }
}
