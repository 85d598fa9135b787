package dev.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FactItemTest {
  private static final int WRITE_UNIT_BYTES = 1_024;
  private static final long TERABYTE = 1L << 40;

  @Test
  void theFactOfAWideSchemaIsOneWriteUnit() {
    Map<String, AttributeValue> item = FactItem.SCHEMA.itemToMap(new FactItem(fact(200), 39), true);

    assertThat(bytes(item)).isLessThanOrEqualTo(WRITE_UNIT_BYTES);
    Fact read = FactItem.SCHEMA.mapToItem(item).fact();
    assertThat(read.contradicts(fact(200))).isFalse();
    Map<String, Zone> kept = read.outcome().orElseThrow().zones().zones();
    assertThat(kept).as("as many columns as fit").hasSizeBetween(4, 199);
    assertThat(zones(200)).containsAllEntriesOf(kept);
  }

  @Test
  void theFactOfANarrowSchemaIsWhole() {
    FactItem narrow = new FactItem(fact(4), 39);

    assertThat(FactItem.SCHEMA.mapToItem(FactItem.SCHEMA.itemToMap(narrow, true)))
        .isEqualTo(narrow);
  }

  /** As long in every field as a fact gets. */
  private static Fact fact(int columns) {
    return new Fact(
        "0123456789abcdef01234567",
        1,
        99_999,
        "01234567-89ab-cdef-0123-456789abcdef",
        new Fact.Outcome(
            RecordState.QUOTE_IN_QUOTED,
            TERABYTE,
            TERABYTE + 268_435_456,
            summary(),
            new Counts(99_999_999, 9_999, 99_999_000, 999_999, 0, 98_888_001, 999_999),
            Fingerprint.parse("0123456789abcdef0123456789abcdef"),
            new ZoneMap(zones(columns)),
            268_435_456,
            "ab".repeat(32),
            FooterPlace.in(268_435_456, 268_400_000, "cd".repeat(32)),
            "ef".repeat(32)));
  }

  @Test
  void theFactOfAnEarlierVersionIsReadAsItWas() {
    Map<String, AttributeValue> item =
        new HashMap<>(FactItem.SCHEMA.itemToMap(new FactItem(fact(4), 39), true));
    assertThat(item).doesNotContainKey("partSha256");
    List.of("sha256", "footer", "footerFrom", "rejects").forEach(item::remove);
    item.put("partSha256", AttributeValue.fromS("ab".repeat(32)));

    Fact.Outcome read = FactItem.SCHEMA.mapToItem(item).fact().outcome().orElseThrow();

    assertThat(read.partSha256()).isEqualTo("ab".repeat(32));
    assertThat(read.footer()).isNull();
    assertThat(read.rejectsSha256()).isEmpty();
    assertThat(read.zones().zones()).hasSize(4);
  }

  static SegmentSummary summary() {
    List<SegmentSummary.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < RecordState.COUNT; i++) {
      long firstRecord = i == 0 ? 0 : TERABYTE - i;
      lanes.add(new SegmentSummary.Lane(RecordState.QUOTED, firstRecord));
    }
    return new SegmentSummary(TERABYTE, lanes);
  }

  private static Map<String, Zone> zones(int columns) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      ColumnType type = ColumnType.of(ColumnType.Kind.TIMESTAMP);
      zones.put(
          "ordered_at_" + i,
          new Zone(type, 12_345, "2026-11-20T12:00:00.123456Z", "2026-11-20T13:00:00.123456Z"));
    }
    return zones;
  }

  /** The size that DynamoDB counts: names and values; two digits of a number to a byte. */
  static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(
            entry -> {
              AttributeValue value = entry.getValue();
              int size =
                  value.s() != null
                      ? value.s().getBytes(UTF_8).length
                      : value.b() != null
                          ? value.b().asByteArray().length
                          : (value.n().length() + 1) / 2 + 1;
              return entry.getKey().length() + size;
            })
        .sum();
  }
}
