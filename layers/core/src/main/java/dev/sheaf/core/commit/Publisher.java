package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.Merged;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import java.time.InstantSource;
import java.util.Optional;

/** Writes manifests, each at a place of its own. Whether one is published, the table decides. */
final class Publisher {
  private final Lake lake;
  private final Definitions definitions;
  private final Merger merger;
  private final IndexWriter index;
  private final InstantSource clock;

  Publisher(
      Lake lake, Definitions definitions, Merger merger, IndexWriter index, InstantSource clock) {
    this.lake = lake;
    this.definitions = definitions;
    this.merger = merger;
    this.index = index;
    this.clock = clock;
  }

  /** A manifest and the key under which it lies. */
  record Written(Manifest manifest, String key) {}

  /**
   * Makes the snapshot that the builder describes, with what it holds.
   *
   * @throws dev.sheaf.core.merge.UnmergeableException if there can be none
   */
  Written write(SnapshotBuilder builder) {
    String place = merger.place(builder.definition().dataset(), builder.version());
    Merged merged = merger.merge(builder.definition(), builder.base(), builder.live(), place);
    return write(builder.manifest(merged, clock.instant()), place);
  }

  /** Makes the snapshot after HEAD that has the rows of an earlier one. */
  Written writeAgain(Manifest earlier, Manifest head) {
    Manifest manifest = earlier.after(head, clock.instant());
    return write(manifest, merger.place(manifest.dataset(), manifest.version()));
  }

  /**
   * Makes the snapshot after HEAD that has the same rows in larger parts.
   *
   * @return empty if there is nothing to be gained
   */
  Optional<Written> writeCompacted(Manifest head) {
    String place = merger.place(head.dataset(), head.version() + 1);
    return merger
        .compacted(definitions.pinned(head.dataset(), head.definitionDigest()), head, place)
        .map(parts -> write(head.withParts(parts).after(head, clock.instant()), place));
  }

  private Written write(Manifest manifest, String place) {
    String key = LakeKeys.manifest(place);
    lake.put(key, manifest);
    index.write(definitions.pinned(manifest.dataset(), manifest.definitionDigest()), manifest, key);
    return new Written(manifest, key);
  }
}
