package dev.sheaf.core.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Tables;
import dev.sheaf.core.record.Tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(Tables.class)
@Domain(DomainContext.Global.class)
class ZoneProperties {

  @Property(tries = 300)
  void everyValueIsWithinItsZone(@ForAll Table table) {
    ZoneMap zones = zones(table);
    for (int column = 0; column < Tables.SCHEMA.size(); column++) {
      Zone zone = zone(zones, column);
      long nulls = 0;
      for (List<@Nullable String> row : table.rows()) {
        String value = row.get(column);
        nulls += value == null ? 1 : 0;
        assertThat(value == null || zone.mayHold(value)).isTrue();
      }
      assertThat(zone.nulls()).isEqualTo(nulls);
    }
  }

  @Property(tries = 300)
  void exactBoundsAreTheLeastAndTheGreatestValue(@ForAll Table table) {
    List<ColumnBounds> bounds = bounds(table);
    for (int column = 0; column < Tables.SCHEMA.size(); column++) {
      ColumnBounds found = bounds.get(column);
      int place = column;
      List<String> values = new ArrayList<>();
      table.rows().stream().map(row -> row.get(place)).forEach(values::add);
      assertThat(found.nulls()).isEqualTo(values.stream().filter(Objects::isNull).count());
      values.removeIf(Objects::isNull);
      values.sort(Zone.order(found.type()));
      if (values.isEmpty()) {
        assertThat(found.min()).isNull();
        assertThat(found.max()).isNull();
      } else {
        assertThat(equal(found.type(), found.min(), values.get(0))).isTrue();
        assertThat(equal(found.type(), found.max(), values.get(values.size() - 1))).isTrue();
      }
    }
  }

  private static boolean equal(ColumnType type, ColumnBounds.Bound bound, String value) {
    return bound.exact() && Zone.order(type).compare(bound.text(), value) == 0;
  }

  @Property(tries = 300)
  void boundsDoNotDependOnTheOrderOfTheRows(@ForAll Table table, @ForAll Random random) {
    List<List<@Nullable String>> shuffled = new ArrayList<>(table.rows());
    Collections.shuffle(shuffled, random);
    assertThat(bounds(new Table(shuffled))).isEqualTo(bounds(table));
  }

  @Example
  void zeroIsBoundedByItsSigns() {
    RowSchema.Field ratio = Tables.SCHEMA.fields().get(2);
    for (String zero : List.of("0.0", "-0.0")) {
      List<@Nullable String> row = new ArrayList<>(Collections.nCopies(9, null));
      row.set(2, zero);
      assertThat(bounds(new Table(List.of(row))).get(2))
          .isEqualTo(
              new ColumnBounds(
                  "ratio",
                  ratio.type(),
                  0,
                  new ColumnBounds.Bound("-0.0", true),
                  new ColumnBounds.Bound("0.0", true)));
    }
  }

  private static List<ColumnBounds> bounds(Table table) {
    Zones zones = new Zones(Tables.SCHEMA);
    zones.add(table.batch());
    return zones.bounds();
  }

  @Property(tries = 300)
  void mergeIsTheZoneOfAll(@ForAll Table first, @ForAll Table second, @ForAll Table third) {
    List<List<@Nullable String>> rows = new ArrayList<>(first.rows());
    rows.addAll(second.rows());
    rows.addAll(third.rows());
    ZoneMap all = zones(new Table(rows));
    ZoneMap a = zones(first);
    ZoneMap b = zones(second);
    ZoneMap c = zones(third);
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    // The doubles 0.0 and -0.0 are equal, so either may stand for the bound.
    assertThat(a.merge(b).merge(c).toString().replace("-0.0", "0.0"))
        .isEqualTo(all.toString().replace("-0.0", "0.0"));
  }

  @Property(tries = 300)
  void decodeUndoesEncodeAndItemsAreSmall(@ForAll Table table) {
    ZoneMap zones = zones(table);
    assertThat(ZoneMap.decode(zones.encode(10_000))).isEqualTo(zones);
    String small = zones.encode(200);
    assertThat(small.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(200);
    assertThat(zones.zones().entrySet()).containsAll(ZoneMap.decode(small).zones().entrySet());
  }

  @Property(tries = 3000)
  void longTextsAreCutToBounds(@ForAll("nastyTexts") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] floor = ZoneText.floor(text, Zone.MAX_TEXT_BYTES).getBytes(StandardCharsets.UTF_8);
    assertThat(Arrays.compareUnsigned(floor, bytes)).isLessThanOrEqualTo(0);
    assertThat(floor.length).isLessThanOrEqualTo(Zone.MAX_TEXT_BYTES);
    String ceiling = ZoneText.ceiling(text, Zone.MAX_TEXT_BYTES);
    if (ceiling != null) {
      byte[] above = ceiling.getBytes(StandardCharsets.UTF_8);
      assertThat(Arrays.compareUnsigned(above, bytes)).isGreaterThanOrEqualTo(0);
      assertThat(above.length).isLessThanOrEqualTo(Zone.MAX_TEXT_BYTES);
    }
  }

  @Example
  void aTextThatCannotBeRoundedUpHasNoBound() {
    String highest = Character.toString(Character.MAX_CODE_POINT).repeat(8);
    assertThat(ZoneText.ceiling(highest, Zone.MAX_TEXT_BYTES)).isNull();
    assertThat(ZoneText.ceiling("a" + highest, Zone.MAX_TEXT_BYTES)).isEqualTo("b");
    assertThat(ZoneText.ceiling("\ud7ff".repeat(9), Zone.MAX_TEXT_BYTES))
        .isEqualTo("\ud7ff".repeat(7) + "\ue000");
  }

  @Example
  void columnsOfOneSideOnlyAreUnknown() {
    Zone zone = new Zone(ColumnType.parse("bigint"), 0, "1", "2");
    ZoneMap one = new ZoneMap(Map.of("a", zone));
    assertThat(one.merge(new ZoneMap(Map.of("b", zone))).zones()).isEmpty();
    assertThat(
            one.merge(new ZoneMap(Map.of("a", new Zone(zone.type(), 3, "10", "10"))))
                .zones()
                .get("a"))
        .isEqualTo(new Zone(zone.type(), 3, "1", "10"));
  }

  @Property(tries = 1000)
  void longBoundsAreCutAndSaySo(
      @ForAll("nastyTexts") String text, @ForAll @IntRange(max = 1025) int more) {
    String value = "x".repeat(more) + text;
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<@Nullable String> row = new ArrayList<>(Collections.nCopies(9, null));
    row.set(7, value);
    ColumnBounds found = bounds(new Table(List.of(row))).get(7);
    boolean fits = bytes.length <= ColumnBounds.MAX_TEXT_BYTES;
    assertThat(found.min().exact()).isEqualTo(fits);
    assertThat(found.max().exact()).isEqualTo(fits);
    for (ColumnBounds.Bound bound : List.of(found.min(), found.max())) {
      assertThat(bound.text().getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(ColumnBounds.MAX_TEXT_BYTES);
    }
    assertThat(Zone.order(found.type()).compare(found.min().text(), value)).isLessThanOrEqualTo(0);
    assertThat(Zone.order(found.type()).compare(found.max().text(), value))
        .isGreaterThanOrEqualTo(0);
    assertThat(value).startsWith(found.min().text());
  }

  @Example
  void whatIsNamedComesFirst() {
    Zone zone = new Zone(ColumnType.parse("bigint"), 0, "1", "2");
    Map<String, Zone> zones = new LinkedHashMap<>();
    List.of("a", "b", "c", "d").forEach(name -> zones.put(name, zone));
    ZoneMap ordered = new ZoneMap(zones).withFirst(List.of("D", "none", "b", "d"));
    assertThat(ordered.zones().keySet()).containsExactly("d", "b", "a", "c");
    assertThat(ZoneMap.decode(ordered.encode(60)).zones().keySet()).containsExactly("d", "b");
    assertThat(ordered).isEqualTo(new ZoneMap(zones));
  }

  @Provide
  Arbitrary<String> nastyTexts() {
    return Arbitraries.of(
            "a", "\u007f", "\u07ff", "\ud7ff", "\ue000", "\uffff", "😀", "\udbff\udfff")
        .list()
        .ofMaxSize(14)
        .map(characters -> String.join("", characters));
  }

  private static ZoneMap zones(Table table) {
    Zones zones = new Zones(Tables.SCHEMA);
    zones.add(table.batch());
    return zones.zoneMap();
  }

  private static Zone zone(ZoneMap zones, int column) {
    RowSchema.Field field = Tables.SCHEMA.fields().get(column);
    return zones.zones().get(field.name().toLowerCase(Locale.ROOT));
  }
}
