package dev.sheaf.keeper;

import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.merge.CompactionSizes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What this function's handlers do, put together from an environment. */
public final class Keeper {
  static final Set<Setting> SWEEP_READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES,
          Setting.ANNOUNCEMENTS,
          Setting.STALL_SECONDS);
  static final Set<Setting> RECONCILE_READS =
      Set.of(
          Setting.LANDING_BUCKET,
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES);
  static final Set<Setting> DEAD_LETTER_READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.SEGMENTS_QUEUE_URL);
  static final Set<Setting> COMPACTION_READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.HINTS_QUEUE_URL);
  static final Set<Setting> EXPIRY_READS = Set.of(Setting.LAKE_BUCKET, Setting.TABLE);
  static final Set<Setting> ORPHAN_READS = Set.of(Setting.LAKE_BUCKET, Setting.TABLE);

  private Keeper() {}

  public static Sweeper sweeper(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, SWEEP_READS);
    return new Sweeper(
        sheaf.runs(),
        sheaf.documents(),
        sheaf.tasks(),
        sheaf.intake(),
        sheaf.dispatch(),
        sheaf.announcer(),
        sheaf.clock(),
        sheaf.settings().stall());
  }

  /**
   * @param patience how old an object must be for its event to count as lost
   */
  public static Reconciler reconciler(Map<String, String> environment, Duration patience) {
    Assembly sheaf = new Assembly(environment, RECONCILE_READS);
    return new Reconciler(
        sheaf.store(),
        sheaf.settings().landingBucket(),
        sheaf.runs(),
        sheaf.intake(),
        sheaf.clock(),
        patience);
  }

  static DeadLetters deadLetters(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, DEAD_LETTER_READS);
    return new DeadLetters(sheaf.documents(), sheaf.runs(), sheaf.tasks());
  }

  static Expiry expiry(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, EXPIRY_READS);
    return new Expiry(
        sheaf.datasets(), sheaf.definitions(), sheaf.snapshotTable(), sheaf.runs(), sheaf.clock());
  }

  static Compactor compactor(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, COMPACTION_READS);
    return new Compactor(
        sheaf.datasets(),
        sheaf.definitions(),
        sheaf.snapshots(),
        sheaf.hints(),
        CompactionSizes.DEFAULT);
  }

  static IndexOrphans indexOrphans(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, ORPHAN_READS);
    return new IndexOrphans(sheaf.datasets(), sheaf.snapshotTable(), sheaf.indexTable());
  }

  public static Orphans orphans(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, ORPHAN_READS);
    return new Orphans(
        sheaf.store(),
        sheaf.settings().lakeBucket(),
        sheaf.datasets(),
        sheaf.runs(),
        sheaf.snapshotTable(),
        sheaf.clock());
  }
}
