package dev.sheaf.core.zone;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.row.RowSource;

/** Rows on their way to a part, fingerprinted and their zones taken while they are in the cache. */
public final class ObservedRows implements RowSource {
  private final RowSource rows;
  private final FingerprintVersion version;
  private final RowHasher hasher;
  private final Zones zones;
  private long count;

  /** Observes all columns. */
  public ObservedRows(RowSource rows, FingerprintVersion version) {
    this(rows, rows.schema(), version);
  }

  /**
   * Observes some of the columns.
   *
   * @param visible the first columns of the rows
   */
  public ObservedRows(RowSource rows, RowSchema visible, FingerprintVersion version) {
    this.rows = rows;
    this.version = version;
    this.hasher = version.hasher(visible);
    this.zones = new Zones(visible);
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
    count += batch.rows();
  }

  /** Of the rows that went by so far. */
  public Fingerprint fingerprint() {
    return hasher.fingerprint();
  }

  /** Of the rows that went by so far. */
  public ZoneMap zones() {
    return zones.zoneMap();
  }

  /** Of the rows that went by so far. */
  public RowSummary summary() {
    return new RowSummary(count, fingerprint(), version, zones.bounds());
  }
}
