package dev.sheaf.core.snapshot;

/** A snapshot is not to be read any more. The message is for whoever asked for it. */
public final class ExpiredSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ExpiredSnapshotException(SnapshotRecord snapshot) {
    super(
        "version %d of '%s' has expired, at %s; tag a version to keep it"
            .formatted(snapshot.version(), snapshot.dataset(), snapshot.expired()));
  }
}
