package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.local.template.Stack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;

/** Builds the event that an EventBridge rule sends on its schedule. */
final class ScheduledEvents {
  private ScheduledEvents() {}

  static ScheduledEvent tick(String rule, String eventId, Stack stack, Instant time) {
    return new ScheduledEvent()
        .withVersion("0")
        .withId(eventId)
        .withDetailType("Scheduled Event")
        .withSource("aws.events")
        .withAccount(stack.accountId())
        .withTime(new DateTime(time.toEpochMilli(), DateTimeZone.UTC))
        .withRegion(stack.region())
        .withResources(List.of(stack.arn("events", "rule/" + rule)))
        .withDetail(Map.of());
  }
}
