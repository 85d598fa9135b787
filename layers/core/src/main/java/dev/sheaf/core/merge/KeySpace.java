package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of a dataset: which columns they have. */
final class KeySpace {
  private final RowSchema rows;
  private final List<RowSchema.Field> fields;

  /**
   * @param rows has the columns of the key
   */
  KeySpace(Integration.Upsert upsert, RowSchema rows) {
    this.rows = rows;
    this.fields = upsert.key().stream().map(name -> rows.find(name).orElseThrow()).toList();
  }

  /** The columns of the rows. */
  RowSchema rows() {
    return rows;
  }

  Key key(List<String> texts) {
    return Key.of(fields, texts);
  }

  KeyRange range(KeyInterval range) {
    Key to = range.to();
    return new KeyRange(
        fields.stream().map(RowSchema.Field::name).toList(),
        range.from().texts(),
        to == null ? null : to.texts());
  }

  /**
   * The beginning of a key that no row with these zones is below. As long as a column has one value
   * only, the next one tells more.
   */
  Key floor(ZoneMap zones) {
    return bound(zones, Zone::min);
  }

  /** The beginning of a key that no row with these zones is above. */
  Key ceiling(ZoneMap zones) {
    return bound(zones, Zone::max);
  }

  private Key bound(ZoneMap zones, Function<Zone, @Nullable String> side) {
    List<String> texts = new ArrayList<>();
    for (RowSchema.Field field : fields) {
      Zone zone = zones.zones().get(Column.fold(field.name()));
      if (zone == null || !zone.type().equals(field.type())) {
        break;
      }
      String text = side.apply(zone);
      if (text == null) {
        break;
      }
      texts.add(text);
      if (!zone.holdsOneValue()) {
        break;
      }
    }
    return key(texts);
  }
}
