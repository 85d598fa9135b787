package dev.sheaf.core.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
    RUN_NOT_OPEN,
    /** The operation was committed or refused before: nothing is left to do for it. */
    OPERATION_ENDED,
    /** What the operation was computed from is not so any more: compute anew. */
    PREMISE_CHANGED
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

  /**
   * As {@link #commit}, of a snapshot that an operation makes. In the same transaction the operation
   * is recorded as committed, unless it has ended; uploads change their outcomes; and the snapshot
   * that a rollback goes back to is seen not to be expired.
   *
   * @param changes at most {@link Operation#MAX_UPLOADS}, of different uploads
   * @throws dev.sheaf.core.store.UnknownOutcomeException if no answer came: read the operation, and
   *     delete nothing
   */
  Commit commitOperation(SnapshotRecord snapshot, List<UploadChange> changes);

  /** How an operation ended; empty if it has not. */
  Optional<OperationRecord> operation(String dataset, String id);

  /**
   * Records that an operation is refused, unless it has ended.
   *
   * @return how it ended: so, or as it did before
   */
  OperationRecord refuse(OperationRecord refused);

  /** All tags of a dataset, by name. */
  List<Tag> tags(String dataset);

  /** What became of a tag. */
  enum Tagging {
    /** The snapshot has the tag, now or since before. */
    TAGGED,
    /** Another snapshot has it. */
    TAKEN,
    /** There is no such snapshot, or it has expired. */
    NO_SNAPSHOT
  }

  /** Gives a snapshot a tag that no other has. May be repeated. */
  Tagging tag(String dataset, Tag tag);

  /**
   * Takes a tag from the snapshot that has it. May be repeated.
   *
   * @return whether the snapshot had it
   */
  boolean untag(String dataset, Tag tag);

  /**
   * Gives a snapshot up, unless it has a tag. The newest must not be. May be repeated.
   *
   * @return whether it is expired now
   */
  boolean expire(String dataset, int version, Instant now);

  /** Snapshots whose commit has not been announced yet. Eventually consistent. */
  List<SnapshotRecord> unannounced();

  /** Says that the commit of a snapshot was announced. */
  void setAnnounced(String dataset, int version);

  /**
   * Puts a tombstone in the place of HEAD: the dataset has no newest snapshot any more, and what was
   * computed on it can not be committed. May be repeated.
   *
   * @param version of the newest snapshot, as it was read
   * @return whether the tombstone is there, with this version
   */
  boolean drop(String dataset, int version);

  /** The last version of a dataset that was dropped, and has no snapshot since. */
  OptionalInt dropped(String dataset);

  /**
   * As {@link #commit}, of the first snapshot after a drop: its version is the one after the last.
   * Nothing is changed unless COMMITTED is returned.
   *
   * @return HEAD_MOVED: the tombstone is not there, or has another version
   */
  Commit commitAfterDrop(SnapshotRecord snapshot);

  /** Removes a snapshot, which must not be the newest, from the list. May be repeated. */
  void remove(String dataset, int version);
}
