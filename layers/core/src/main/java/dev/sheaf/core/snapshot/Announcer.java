package dev.sheaf.core.snapshot;

import java.util.List;

/** Announces commits. One that is interrupted is announced again, so receivers may see it twice. */
public final class Announcer {
  private final SnapshotTable table;
  private final Announcements announcements;

  public Announcer(SnapshotTable table, Announcements announcements) {
    this.table = table;
    this.announcements = announcements;
  }

  /** Announces what others left unannounced. */
  public void announceLeft() {
    announce(table.unannounced());
  }

  /** Announces these commits. */
  public void announce(List<SnapshotRecord> snapshots) {
    for (SnapshotRecord snapshot : snapshots) {
      announcements.committed(snapshot);
      table.setAnnounced(snapshot.dataset(), snapshot.version());
    }
  }
}
