package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.TransientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class AnnouncementsTest {
  private static final SnapshotRecord SNAPSHOT =
      new SnapshotRecord(
          "orders",
          3,
          Instant.parse("2026-11-20T09:30:00Z"),
          "snapshots/orders/00000003-a/root.json",
          "00",
          "11",
          List.of("run"),
          new Counts(5, 0, 5, 1, 0, 4),
          4,
          2,
          1_234,
          "0123456789abcdef0123456789abcdef",
          FingerprintVersion.V2,
          null,
          null);

  @Test
  void aBusIsToldWhatWasCommitted() {
    Bus bus = new Bus(0);
    new EventBridgeAnnouncements(bus, "business").committed(SNAPSHOT);

    PutEventsRequestEntry entry = bus.entries.get(0);
    assertThat(entry.eventBusName()).isEqualTo("business");
    assertThat(entry.source()).isEqualTo("sheaf");
    assertThat(entry.detailType()).isEqualTo("Snapshot Committed");
    assertThat(entry.time()).isEqualTo(SNAPSHOT.created());
    assertThat(Json.read(entry.detail(), Map.class))
        .containsEntry("dataset", "orders")
        .containsEntry("version", 3)
        .containsEntry("rows", 4)
        .containsEntry("manifest", SNAPSHOT.manifestKey());
  }

  @Test
  void anEventThatTheBusDidNotTakeIsToBeSentAgain() {
    assertThatThrownBy(() -> new EventBridgeAnnouncements(new Bus(1), "b").committed(SNAPSHOT))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("PutEvents b");
  }

  @Test
  void aFileGetsALineForEachCommit(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("a b/events.ndjson");
    Files.createDirectory(log.getParent());
    Announcements announcements =
        Settings.read(
                Map.of("SHEAF_ANNOUNCEMENTS", log.toUri().toString()),
                EnumSet.of(Setting.ANNOUNCEMENTS))
            .announcements(new AwsClients(Map.of()));
    announcements.committed(SNAPSHOT);
    announcements.committed(SNAPSHOT);

    assertThat(Files.readAllLines(log)).hasSize(2);
    JsonNode event = Json.mapper().readTree(Files.readAllLines(log).get(0));
    assertThat(event.path("source").asText()).isEqualTo("sheaf");
    assertThat(event.path("detail").path("version").asInt()).isEqualTo(3);
  }

  /** Keeps what it is sent, and says that so many entries failed. */
  private static final class Bus implements EventBridgeClient {
    private final List<PutEventsRequestEntry> entries = new ArrayList<>();
    private final int failed;

    Bus(int failed) {
      this.failed = failed;
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      entries.addAll(request.entries());
      return PutEventsResponse.builder()
          .failedEntryCount(failed)
          .entries(entry -> entry.errorMessage("busy"))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
