package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever the columns, a fact is one write unit, and nothing of it is wrong. */
class FactItemProperties {
  private static final int WRITE_UNIT_BYTES = 1_024;
  private static final long MAX_UPLOAD_BYTES = 50L << 40;
  private static final List<ColumnType> KEY_TYPES =
      List.of(
          ColumnType.of(ColumnType.Kind.BIGINT),
          ColumnType.of(ColumnType.Kind.TIMESTAMP),
          ColumnType.of(ColumnType.Kind.VARCHAR));

  @Property(tries = 500)
  void anItemIsOneWriteUnitAndKeepsTheFirstColumns(
      @ForAll("zones") List<Map.Entry<String, Zone>> columns,
      @ForAll("keys") List<Map.Entry<String, Zone>> keys,
      @ForAll @LongRange(min = 1, max = 1L << 40) long rows,
      @ForAll @LongRange(min = 100, max = 1L << 40) long partBytes,
      @ForAll @LongRange(max = MAX_UPLOAD_BYTES) long start,
      @ForAll @IntRange(max = 99_999) int task,
      @ForAll boolean hasRejects) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    columns.forEach(column -> zones.put(column.getKey(), column.getValue()));
    keys.forEach(key -> zones.put(key.getKey(), key.getValue()));
    List<String> first = new ArrayList<>();
    keys.forEach(key -> first.add(key.getKey()));
    Fact fact =
        new Fact(
            "0123456789abcdef01234567",
            1,
            task,
            "01234567-89ab-cdef-0123-456789abcdef",
            new Fact.Outcome(
                RecordState.QUOTE_IN_QUOTED,
                start,
                start + partBytes,
                FactItemTest.summary(),
                new Counts(rows * 2, rows, rows, rows, rows, rows).withApart(hasRejects ? rows : 0),
                Fingerprint.parse("0123456789abcdef0123456789abcdef"),
                new ZoneMap(zones).withFirst(first),
                partBytes,
                "ab".repeat(32),
                FooterPlace.in(partBytes, partBytes - Math.min(partBytes, 70_000), "cd".repeat(32)),
                hasRejects ? "ef".repeat(32) : ""));

    Map<String, AttributeValue> item = FactItem.SCHEMA.itemToMap(new FactItem(fact, 39), true);

    assertThat(FactItemTest.bytes(item)).isLessThanOrEqualTo(WRITE_UNIT_BYTES);
    Fact.Outcome written = fact.outcome().orElseThrow();
    Fact.Outcome read = FactItem.SCHEMA.mapToItem(item).fact().outcome().orElseThrow();
    Map<String, Zone> kept = read.zones().zones();
    assertThat(zones).containsAllEntriesOf(kept);
    assertThat(kept.keySet()).as("the columns by which parts are looked for").containsAll(first);
    assertThat(
            new Fact.Outcome(
                read.startState(),
                read.start(),
                read.end(),
                read.summary(),
                read.counts(),
                read.fingerprint(),
                written.zones(),
                read.partBytes(),
                read.partSha256(),
                read.footer(),
                read.rejectsSha256()))
        .as("all else is kept")
        .isEqualTo(written);
  }

  @Provide
  Arbitrary<List<Map.Entry<String, Zone>>> zones() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars('"', '\\', '\n', '가', '한')
            .ofMinLength(1)
            .ofMaxLength(400);
    Arbitrary<String> bounds =
        Arbitraries.strings().withChars('a', '"', '\u0001', '가').ofMaxLength(8);
    return Combinators.combine(names, bounds, bounds)
        .as(
            (name, min, max) ->
                Map.entry(
                    name, new Zone(ColumnType.of(ColumnType.Kind.VARCHAR), 1_234_567, min, max)))
        .list()
        .ofMaxSize(100);
  }

  @Provide
  Arbitrary<List<Map.Entry<String, Zone>>> keys() {
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(40);
    return Combinators.combine(names, Arbitraries.of(KEY_TYPES))
        .as((name, type) -> Map.entry("k" + name, zone(type)))
        .list()
        .ofMaxSize(2);
  }

  private static Zone zone(ColumnType type) {
    return switch (type.kind()) {
      case BIGINT -> new Zone(type, 0, "-9223372036854775808", "9223372036854775807");
      case TIMESTAMP ->
          new Zone(type, 0, "2026-11-20T12:00:00.123456Z", "2026-11-20T13:00:00.123456Z");
      default ->
          new Zone(type, 0, "a".repeat(Zone.MAX_TEXT_BYTES), "z".repeat(Zone.MAX_TEXT_BYTES));
    };
  }
}
