package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.Merged;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.Restated;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.store.SnapshotPlace;
import java.time.InstantSource;
import java.util.Optional;

/** Writes manifests, each at a place of its own. Whether one is published, the table decides. */
final class Publisher {
  private final ManifestStore manifests;
  private final Definitions definitions;
  private final Merger merger;
  private final IndexWriter index;
  private final InstantSource clock;

  Publisher(
      ManifestStore manifests,
      Definitions definitions,
      Merger merger,
      IndexWriter index,
      InstantSource clock) {
    this.manifests = manifests;
    this.definitions = definitions;
    this.merger = merger;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Makes the snapshot that the builder describes, with what it holds.
   *
   * @throws dev.sheaf.core.merge.UnmergeableException if there can be none
   */
  ManifestStore.Stored write(SnapshotBuilder builder) {
    SnapshotPlace place = merger.place(builder.definition().dataset(), builder.version());
    Definition definition = builder.definition();
    Restated restated =
        merger.restated(
            definition,
            digest -> definitions.pinned(definition.dataset(), digest),
            builder.base(),
            builder.live(),
            merger.place(definition.dataset(), builder.version()));
    Merged merged =
        merger.merge(
            definition, restated.head(), restated.live(), builder.fingerprintVersion(), place);
    return write(builder.manifest(merged, clock.instant()), builder.head(), place);
  }

  /** Makes the snapshot after HEAD that has the rows of an earlier one. */
  ManifestStore.Stored writeAgain(Manifest earlier, Manifest head) {
    Manifest manifest = earlier.after(head, clock.instant());
    return write(manifest, Optional.of(head), merger.place(manifest.dataset(), manifest.version()));
  }

  /**
   * Makes the snapshot after HEAD that has the same rows in larger parts.
   *
   * @return empty if there is nothing to be gained
   */
  Optional<ManifestStore.Stored> writeCompacted(Manifest head) {
    SnapshotPlace place = merger.place(head.dataset(), head.version() + 1);
    return merger
        .compacted(definitions.pinned(head.dataset(), head.definitionDigest()), head, place)
        .map(
            parts ->
                write(
                    head.withParts(parts).after(head, clock.instant()), Optional.of(head), place));
  }

  private ManifestStore.Stored write(
      Manifest manifest, Optional<Manifest> head, SnapshotPlace place) {
    ManifestStore.Stored stored = manifests.write(manifest, head, place);
    index.write(
        definitions.pinned(manifest.dataset(), manifest.definitionDigest()),
        manifest,
        head.map(Manifest::version),
        stored.key());
    return stored;
  }
}
