package dev.sheaf.core.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Tables;
import dev.sheaf.core.record.Tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    byte[] floor = ZoneText.floor(text).getBytes(StandardCharsets.UTF_8);
    assertThat(Arrays.compareUnsigned(floor, bytes)).isLessThanOrEqualTo(0);
    assertThat(floor.length).isLessThanOrEqualTo(Zone.MAX_TEXT_BYTES);
    String ceiling = ZoneText.ceiling(text);
    if (ceiling != null) {
      byte[] above = ceiling.getBytes(StandardCharsets.UTF_8);
      assertThat(Arrays.compareUnsigned(above, bytes)).isGreaterThanOrEqualTo(0);
      assertThat(above.length).isLessThanOrEqualTo(Zone.MAX_TEXT_BYTES);
    }
  }

  @Example
  void aTextThatCannotBeRoundedUpHasNoBound() {
    String highest = Character.toString(Character.MAX_CODE_POINT).repeat(8);
    assertThat(ZoneText.ceiling(highest)).isNull();
    assertThat(ZoneText.ceiling("a" + highest)).isEqualTo("b");
    assertThat(ZoneText.ceiling("\ud7ff".repeat(9))).isEqualTo("\ud7ff".repeat(7) + "\ue000");
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
