package dev.sheaf.core.snapshot;

import dev.sheaf.core.json.Formatted;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in the lake what was committed, so that it can be told without the table: an object for each
 * version, and one for each change of the tags. It follows the table, and never decides anything.
 */
public final class CommitLog {
  private static final int FORMAT = 1;

  private final Lake lake;
  private final SnapshotTable table;
  private final InstantSource clock;

  public CommitLog(Lake lake, SnapshotTable table, InstantSource clock) {
    this.lake = lake;
    this.table = table;
    this.clock = clock;
  }

  /**
   * What a commit did.
   *
   * @param manifest key of the root, or of the manifest that is one document
   * @param rootSha256 null for the latter
   * @param definition digest; null where an earlier version of Sheaf committed it; the manifest has it
   * @param operation null if runs did it
   */
  public record Commit(
      @Nullable Integer format,
      String dataset,
      int version,
      Instant created,
      String manifest,
      @Nullable String rootSha256,
      @Nullable String definition,
      List<String> runs,
      @Nullable Operation operation,
      Counts counts,
      String fingerprint,
      int fingerprintVersion)
      implements Formatted {

    static Commit of(SnapshotRecord snapshot) {
      return new Commit(
          FORMAT,
          snapshot.dataset(),
          snapshot.version(),
          snapshot.created(),
          snapshot.manifestKey(),
          snapshot.rootSha256(),
          snapshot.definitionDigest(),
          snapshot.runs(),
          snapshot.operation(),
          snapshot.counts(),
          snapshot.fingerprint(),
          snapshot.fingerprintVersion().number());
    }
  }

  /** The tags that a dataset had from some time on, by name. */
  public record Tags(@Nullable Integer format, List<Tag> tags) implements Formatted {}

  /** Notes a commit, and those before it that are missing. May be repeated. */
  public void note(SnapshotRecord snapshot) {
    put(snapshot);
    for (int version = snapshot.version() - 1; version > 0; version--) {
      if (lake.find(LakeKeys.commit(snapshot.dataset(), version)).isPresent()) {
        return;
      }
      table.snapshot(snapshot.dataset(), version).ifPresent(this::put);
    }
  }

  private void put(SnapshotRecord snapshot) {
    lake.put(LakeKeys.commit(snapshot.dataset(), snapshot.version()), Commit.of(snapshot));
  }

  /** Notes the tags of a dataset, if they are others than were noted last. May be repeated. */
  public void noteTags(String dataset) {
    List<ObjectVersion> noted = lake.list(LakeKeys.tagLog(dataset));
    List<Tag> last =
        noted.isEmpty()
            ? List.of()
            : lake.require(noted.get(noted.size() - 1).key(), Tags.class).tags();
    List<Tag> tags = table.tags(dataset);
    if (!tags.equals(last)) {
      lake.put(LakeKeys.tags(dataset, noted.size() + 1, clock.instant()), new Tags(FORMAT, tags));
    }
  }
}
