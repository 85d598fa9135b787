package dev.sheaf.aws;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handles the messages of a batch one by one, so that only those that failed come again. */
public final class BatchResponses {
  private static final String GROUP = "MessageGroupId";
  private static final String DELIVERIES = "ApproximateReceiveCount";

  private BatchResponses() {}

  /**
   * Hands every message to {@code action}. One that throws is logged and reported by its id. In a
   * FIFO queue, the later messages of its group are reported without being tried: they must not
   * overtake it.
   */
  public static SQSBatchResponse each(
      SQSEvent event, LambdaLogger log, Consumer<SQSMessage> action) {
    List<BatchItemFailure> failures = new ArrayList<>();
    Set<String> blockedGroups = new HashSet<>();
    for (SQSMessage message : event.getRecords()) {
      String group = group(message);
      if (blockedGroups.contains(group) || !succeeds(message, log, action)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
        if (!group.isEmpty()) {
          blockedGroups.add(group);
        }
      }
    }
    return new SQSBatchResponse(failures);
  }

  /** How often a message was delivered, this time included. */
  public static int delivery(SQSMessage message) {
    @Nullable Map<String, String> attributes = message.getAttributes();
    return attributes == null ? 1 : Integer.parseInt(attributes.getOrDefault(DELIVERIES, "1"));
  }

  private static boolean succeeds(
      SQSMessage message, LambdaLogger log, Consumer<SQSMessage> action) {
    try {
      action.accept(message);
      return true;
    } catch (RuntimeException e) {
      log.log(FailureLine.of(message, e) + System.lineSeparator());
      return false;
    }
  }

  /** The message's group, or nothing in a standard queue. */
  private static String group(SQSMessage message) {
    @Nullable Map<String, String> attributes = message.getAttributes();
    return attributes == null ? "" : attributes.getOrDefault(GROUP, "");
  }
}
