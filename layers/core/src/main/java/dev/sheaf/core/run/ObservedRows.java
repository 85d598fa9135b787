package dev.sheaf.core.run;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Fingerprint;
import dev.sheaf.core.record.RowBatch;
import dev.sheaf.core.record.RowHasher;
import dev.sheaf.core.record.RowSource;
import dev.sheaf.core.record.ZoneMap;
import dev.sheaf.core.record.Zones;

/** Rows on their way to a part, fingerprinted and their zones taken while they are in the cache. */
final class ObservedRows implements RowSource {
  private final RowSource rows;
  private final RowHasher hasher;
  private final Zones zones;

  ObservedRows(RowSource rows) {
    this.rows = rows;
    this.hasher = new RowHasher(rows.schema());
    this.zones = new Zones(rows.schema());
  }

  @Override
  public RowSchema schema() {
    return rows.schema();
  }

  @Override
  public void fill(RowBatch batch) {
    rows.fill(batch);
    hasher.add(batch);
    zones.add(batch);
  }

  Fingerprint fingerprint() {
    return hasher.fingerprint();
  }

  ZoneMap zones() {
    return zones.zoneMap();
  }
}
