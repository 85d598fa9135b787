package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.engine.PartReader;
import dev.sheaf.core.engine.PartWriter;
import dev.sheaf.core.engine.ScratchFullException;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes what a snapshot holds from its live contributions, by the mode of the dataset. */
public final class Merger {
  private final LakeFiles lake;
  private final PartWriter partWriter;
  private final PartReader partReader;
  private final UpsertSizes sizes;
  private final Path scratch;
  private final Supplier<String> attempts;

  /**
   * @param sizes of the parts of upserts
   * @param scratch an existing folder for files of merges under way
   * @param attempts names for attempts, each different from all others
   */
  public Merger(
      ObjectStore store,
      String lakeBucket,
      PartWriter partWriter,
      PartReader partReader,
      UpsertSizes sizes,
      Path scratch,
      Supplier<String> attempts) {
    this.lake = new LakeFiles(store, lakeBucket);
    this.partWriter = partWriter;
    this.partReader = partReader;
    this.sizes = sizes;
    this.scratch = scratch;
    this.attempts = attempts;
  }

  /**
   * A place for a snapshot that nothing else has.
   *
   * @param version of the snapshot
   */
  public String place(String dataset, int version) {
    return LakeKeys.snapshot(dataset, version, attempts.get());
  }

  /**
   * Merges.
   *
   * @param head the snapshot before, from which an aggregate and an upsert go on; empty where it has
   *     nothing to go on from
   * @param live in upload order
   * @param place what all keys of new objects begin with
   * @throws UnmergeableException if the contributions do not go together
   * @throws dev.sheaf.core.store.TransientException if the merge may succeed another time
   */
  public Merged merge(
      Definition definition, Optional<Manifest> head, List<Live> live, String place) {
    if (definition.integration() instanceof Integration.Aggregate aggregate) {
      return inScratch(
          folder ->
              new AggregateMerge(
                      aggregate.aggregation(),
                      RowSchema.ofUploads(definition),
                      lake,
                      partWriter,
                      folder,
                      place)
                  .merge(head, live));
    }
    if (definition.integration() instanceof Integration.Upsert upsert) {
      return inScratch(
          folder ->
              new UpsertMerge(
                      upsert,
                      RowSchema.ofUploads(definition),
                      sizes,
                      lake,
                      partReader,
                      partWriter,
                      head,
                      live,
                      folder,
                      place)
                  .merge());
    }
    return new Merged(
        live.stream().map(one -> one.contribution().withObjects(List.of())).toList(),
        live.stream().flatMap(one -> one.objects().stream()).toList(),
        null);
  }

  /** The contributions of a snapshot, with what their segments gave. */
  public static List<Live> contributions(Manifest manifest) {
    return manifest.contributions().stream().map(one -> live(manifest, one)).toList();
  }

  private static Live live(Manifest manifest, Contribution contribution) {
    // One without rows has no objects in any mode; parts that were merged name its upload all the
    // same.
    if (!contribution.objects().isEmpty() || contribution.counts().rows() == 0) {
      return new Live(contribution, contribution.objects());
    }
    String upload = contribution.upload().id();
    return new Live(
        contribution,
        manifest.parts().stream().filter(part -> part.uploads().contains(upload)).toList());
  }

  /** A merge that needs files. */
  private interface Work {
    Merged in(Path folder) throws IOException;
  }

  private Merged inScratch(Work work) {
    Path folder = scratch.resolve(attempts.get());
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
