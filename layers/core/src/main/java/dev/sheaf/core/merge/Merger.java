package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.SnapshotPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes what a snapshot holds from its live contributions, by the mode of the dataset. */
public final class Merger {
  private final Lake lake;
  private final Engine engine;
  private final MergeSizes sizes;
  private final Supplier<String> names;
  private final InstantSource clock;

  /**
   * @param sizes of parts
   * @param names each different from all others, wherever it is made
   */
  public Merger(
      Lake lake, Engine engine, MergeSizes sizes, Supplier<String> names, InstantSource clock) {
    this.lake = lake;
    this.engine = engine;
    this.sizes = sizes;
    this.names = names;
    this.clock = clock;
  }

  /**
   * A place for a snapshot that nothing else has.
   *
   * @param version of the snapshot
   */
  public SnapshotPlace place(String dataset, int version) {
    return new SnapshotPlace(dataset, version, names.get());
  }

  /**
   * Merges.
   *
   * @param head the snapshot before, from which an aggregate and an upsert go on; empty where it has
   *     nothing to go on from
   * @param live in upload order
   * @param version of the fingerprints of the snapshot
   * @param place where new objects go
   * @throws UnmergeableException if the contributions do not go together
   * @throws dev.sheaf.core.store.TransientException if the merge may succeed another time
   */
  public Merged merge(
      Definition definition,
      Optional<Manifest> head,
      List<LiveUpload> live,
      FingerprintVersion version,
      SnapshotPlace place) {
    RowSchema rows = RowSchema.ofUploads(definition);
    return inScratch(
        definition
            .integration()
            .<Work<Merged>>match(
                append -> folder -> together(rows, version, live, folder, place),
                replace -> folder -> together(rows, version, live, folder, place),
                upsert ->
                    folder ->
                        upserted(definition, upsert, rows, version, head, live, folder, place),
                aggregate ->
                    folder ->
                        new AggregateMerge(
                                aggregate.aggregation(),
                                rows,
                                version,
                                RowSchema.of(definition),
                                lake,
                                engine.writer(),
                                folder,
                                place)
                            .merge(head, live)));
  }

  /**
   * Describes what a merge goes on from by the columns of a definition, where it is described by
   * others. Each part is read for that, once.
   *
   * @param definition under which is merged
   * @param pinned definitions by their digests
   * @param head the snapshot before; empty where the merge has nothing to go on from
   * @param place where new objects go
   * @throws dev.sheaf.core.store.TransientException if it may succeed another time
   */
  public Restated restated(
      Definition definition,
      Function<String, Definition> pinned,
      Optional<Manifest> head,
      List<LiveUpload> live,
      SnapshotPlace place) {
    boolean same =
        live.stream()
            .map(LiveUpload::definitionDigest)
            .distinct()
            .noneMatch(digest -> Restating.isNeeded(pinned.apply(digest), definition));
    boolean headToo =
        head.isPresent()
            && definition.integration().mergesRows()
            && Restating.isNeeded(pinned.apply(head.get().definitionDigest()), definition);
    if (same && !headToo) {
      return new Restated(head, live);
    }
    return inScratch(
        folder ->
            new Restating(
                    definition,
                    pinned,
                    Stream.concat(
                            head.stream().flatMap(one -> contributions(one).stream()),
                            live.stream())
                        .toList(),
                    lake,
                    engine.reader(),
                    new MergedParts(lake, engine.writer(), folder, place),
                    folder)
                .restated(headToo ? head : Optional.empty(), head, live));
  }

  /** All rows, as they are. */
  private Merged together(
      RowSchema rows,
      FingerprintVersion version,
      List<LiveUpload> live,
      Path folder,
      SnapshotPlace place)
      throws IOException {
    return new Merged(
        live.stream().map(one -> one.contribution().withObjects(List.of())).toList(),
        rowMerge(rows, version, folder, place).parts(live),
        null);
  }

  private Merged upserted(
      Definition definition,
      Integration.Upsert upsert,
      RowSchema rows,
      FingerprintVersion version,
      Optional<Manifest> head,
      List<LiveUpload> live,
      Path folder,
      SnapshotPlace place)
      throws IOException {
    return new UpsertMerge(
            upsert,
            rows,
            version,
            sizes.upsert(),
            lake,
            engine.reader(),
            engine.writer(),
            new Checkpoints(lake, clock, definition, version),
            head,
            live,
            folder,
            place)
        .merge();
  }

  private RowMerge rowMerge(
      RowSchema rows, FingerprintVersion version, Path folder, SnapshotPlace place) {
    MergedParts written = new MergedParts(lake, engine.writer(), folder, place);
    return new RowMerge(rows, version, lake, engine.reader(), written, folder);
  }

  /**
   * Merges small parts that are side by side, as {@link Compaction} chooses them.
   *
   * @param definition under which the snapshot was made
   * @param place where new objects go
   * @return all parts, of the same rows in the same order; empty if there is nothing to be gained
   * @throws dev.sheaf.core.store.TransientException if it may succeed another time
   */
  public Optional<List<Part>> compacted(
      Definition definition, Manifest snapshot, SnapshotPlace place) {
    List<List<Part>> groups =
        Compaction.groups(definition.integration(), snapshot.parts(), sizes.compaction());
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    RowSchema rows = RowSchema.ofUploads(definition);
    List<LiveUpload> live = contributions(snapshot);
    return Optional.of(
        inScratch(
            folder ->
                rowMerge(rows, snapshot.fingerprintVersion(), folder, place)
                    .compacted(snapshot.parts(), groups, live)));
  }

  /** The contributions of a snapshot, with what their segments gave. */
  public static List<LiveUpload> contributions(Manifest manifest) {
    Map<String, List<Part>> parts = new HashMap<>();
    for (Part part : manifest.parts()) {
      part.uploads().forEach(id -> parts.computeIfAbsent(id, key -> new ArrayList<>()).add(part));
    }
    return manifest.contributions().stream()
        .map(one -> live(manifest, one, parts.getOrDefault(one.upload().id(), List.of())))
        .toList();
  }

  private static LiveUpload live(Manifest manifest, Contribution contribution, List<Part> parts) {
    // One without rows has no objects in any mode; parts that were merged name its upload all the
    // same.
    boolean hasOwn = !contribution.objects().isEmpty() || contribution.counts().rows() == 0;
    return new LiveUpload(
        contribution, hasOwn ? contribution.objects() : parts, manifest.definitionDigest());
  }

  /** A merge that needs files. */
  private interface Work<T> {
    T in(Path folder) throws IOException;
  }

  private <T> T inScratch(Work<T> work) {
    Path folder = engine.scratch().resolve(names.get());
    try {
      Files.createDirectory(folder);
      return work.in(folder);
    } catch (IOException e) {
      throw new ScratchFullException(folder, e);
    } finally {
      ScratchFolder.delete(folder);
    }
  }
}
