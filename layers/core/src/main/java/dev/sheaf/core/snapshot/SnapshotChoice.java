package dev.sheaf.core.snapshot;

import java.time.Instant;
import java.util.function.Function;

/** Which snapshot of a dataset is meant. */
public sealed interface SnapshotChoice {

  /** The newest. */
  record Newest() implements SnapshotChoice {
    @Override
    public String toString() {
      return "newest version";
    }

    @Override
    public <T> T match(
        Function<Newest, T> newest,
        Function<Version, T> version,
        Function<AsOf, T> asOf,
        Function<Tagged, T> tagged) {
      return newest.apply(this);
    }
  }

  /** The one with this number. */
  record Version(int version) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version " + version;
    }

    @Override
    public <T> T match(
        Function<Newest, T> newest,
        Function<Version, T> version,
        Function<AsOf, T> asOf,
        Function<Tagged, T> tagged) {
      return version.apply(this);
    }
  }

  /** The one that was the newest at this time. */
  record AsOf(Instant time) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version as of " + time;
    }

    @Override
    public <T> T match(
        Function<Newest, T> newest,
        Function<Version, T> version,
        Function<AsOf, T> asOf,
        Function<Tagged, T> tagged) {
      return asOf.apply(this);
    }
  }

  /** The one with this tag. */
  record Tagged(String tag) implements SnapshotChoice {
    @Override
    public String toString() {
      return "version tagged " + tag;
    }

    @Override
    public <T> T match(
        Function<Newest, T> newest,
        Function<Version, T> version,
        Function<AsOf, T> asOf,
        Function<Tagged, T> tagged) {
      return tagged.apply(this);
    }
  }

  /** What belongs to the kind of choice that this is. */
  <T> T match(
      Function<Newest, T> newest,
      Function<Version, T> version,
      Function<AsOf, T> asOf,
      Function<Tagged, T> tagged);
}
