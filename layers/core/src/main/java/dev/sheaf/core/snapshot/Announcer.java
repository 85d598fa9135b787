package dev.sheaf.core.snapshot;

import java.util.List;

/** Notes commits in the log, and announces them. One that is interrupted is announced again, so receivers may see it twice. */
public final class Announcer {
  private final SnapshotTable table;
  private final CommitLog log;
  private final Announcements announcements;

  public Announcer(SnapshotTable table, CommitLog log, Announcements announcements) {
    this.table = table;
    this.log = log;
    this.announcements = announcements;
  }

  /** Announces what others left unannounced. */
  public void announceLeft() {
    announce(table.unannounced());
  }

  /** Announces these commits. */
  public void announce(List<SnapshotRecord> snapshots) {
    for (SnapshotRecord snapshot : snapshots) {
      log.note(snapshot);
      announcements.committed(snapshot);
      table.setAnnounced(snapshot.dataset(), snapshot.version());
    }
  }
}
