package dev.sheaf.aws;

import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.TransientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Tells an event bus of EventBridge. */
final class EventBridgeAnnouncements implements Announcements {
  private final EventBridgeClient eventBridge;
  private final String bus;

  EventBridgeAnnouncements(EventBridgeClient eventBridge, String bus) {
    this.eventBridge = eventBridge;
    this.bus = bus;
  }

  @Override
  public void committed(SnapshotRecord snapshot) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(CommitEvent.SOURCE)
            .detailType(CommitEvent.TYPE)
            .time(snapshot.created())
            .detail(CommitEvent.of(snapshot).toString())
            .build();
    PutEventsResponse response =
        Failures.translated(
            "PutEvents " + bus, () -> eventBridge.putEvents(put -> put.entries(entry)));
    if (response.failedEntryCount() > 0) {
      throw new TransientException(
          "PutEvents %s: %s".formatted(bus, response.entries().get(0).errorMessage()));
    }
  }
}
