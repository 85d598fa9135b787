package dev.sheaf.core.snapshot;

/** Where commits are announced, for whoever wants to act on new data. At least once, in any order. */
public interface Announcements {

  /**
   * Announces that a snapshot was committed.
   *
   * @throws dev.sheaf.core.store.TransientException if the receiver did not answer
   */
  void committed(SnapshotRecord snapshot);
}
