package dev.sheaf.core.snapshot;

import java.time.Instant;

/** Which snapshot of a dataset is meant. */
public sealed interface SnapshotChoice {

  /** The newest. */
  record Newest() implements SnapshotChoice {
    @Override
    public String toString() {
      return "newest version";
    }
  }

  /** The one with this number. */
  record Version(int version) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /** The one that was the newest at this time. */
  record AsOf(Instant time) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version as of " + time;
    }
  }

  /** The one with this tag. */
  record Tagged(String tag) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version tagged " + tag;
    }
  }
}
