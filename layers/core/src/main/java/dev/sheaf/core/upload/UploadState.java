package dev.sheaf.core.upload;

/** Where an upload stands. The last six are outcomes, with a reason where it is not plain. */
public enum UploadState {
  /** Known, in no run yet. */
  SEEN,
  /** Claimed by one run. */
  IN_RUN,
  /** Its rows are, or were, in a snapshot. */
  LOADED,
  /** It cannot be loaded as it is; its reason names the place and the remedy. */
  REFUSED,
  /** Deleted before it was read. */
  GONE,
  /** A newer upload of the same key took its place before it was committed. */
  SUPERSEDED,
  /** It was loaded, and its rows were taken out on demand. A reload brings them back. */
  RETRACTED,
  /** It has no rows, and nobody wants to see it any more. A reload tries it again all the same. */
  FORGOTTEN;

  public boolean isOutcome() {
    return this != SEEN && this != IN_RUN;
  }
}
