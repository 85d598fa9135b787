package dev.sheaf.core.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * The items of HEAD and snapshots. Reads are strongly consistent.
 *
 * <p>All methods throw {@link dev.sheaf.core.store.TransientException} where the table did not
 * answer.
 */
public interface SnapshotTable {
  /** The most runs that one commit takes: a DynamoDB transaction has 100 items, two are ours. */
  int MAX_RUNS = 98;

  /** What became of a commit. */
  enum Commit {
    COMMITTED,
    /** Another snapshot took the version: compute anew on the HEAD that is there now. */
    HEAD_MOVED,
    /** A run was no longer open: it is in a snapshot already, or closed. Look at it again. */
    RUN_NOT_OPEN
  }

  /** The newest snapshot of a dataset. */
  Optional<SnapshotRecord> head(String dataset);

  Optional<SnapshotRecord> snapshot(String dataset, int version);

  /** All snapshots, oldest first. */
  List<SnapshotRecord> snapshots(String dataset);

  /**
   * In one transaction: HEAD goes from the version before to this one, the snapshot is recorded, and
   * its runs, at most {@link #MAX_RUNS}, go from OPEN to COMMITTED. Nothing is changed unless
   * COMMITTED is returned.
   *
   * @throws dev.sheaf.core.store.UnknownOutcomeException if no answer came: read the runs, and
   *     delete nothing
   */
  Commit commit(SnapshotRecord snapshot);

  /** Snapshots whose commit has not been announced yet. Eventually consistent. */
  List<SnapshotRecord> unannounced();

  /** Says that the commit of a snapshot was announced. */
  void setAnnounced(String dataset, int version);
}
