package dev.sheaf.core.zone;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the zones of the rows that pass by. */
public final class Zones {
  private final List<RowSchema.Field> fields;
  private final ZoneScan[] scans;

  public Zones(RowSchema schema) {
    this.fields = schema.fields();
    this.scans = fields.stream().map(field -> new ZoneScan(field.type())).toArray(ZoneScan[]::new);
  }

  /** Takes in all rows of the batch. */
  public void add(RowBatch batch) {
    for (int column = 0; column < scans.length; column++) {
      scans[column].add(batch.column(column), batch.rows());
    }
  }

  /** The exact bounds of all rows so far, by the order of the columns. */
  public List<ColumnBounds> bounds() {
    List<ColumnBounds> bounds = new ArrayList<>();
    for (int column = 0; column < scans.length; column++) {
      bounds.add(scans[column].bounds(fields.get(column).name()));
    }
    return bounds;
  }

  /** The zones of all rows so far. */
  public ZoneMap zoneMap() {
    Map<String, Zone> zones = new LinkedHashMap<>();
    for (int column = 0; column < scans.length; column++) {
      zones.put(RowHasher.folded(fields.get(column)), scans[column].zone());
    }
    return new ZoneMap(zones);
  }
}
