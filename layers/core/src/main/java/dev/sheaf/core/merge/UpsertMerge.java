package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.SnapshotPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One upsert: one row per key, in parts of keys that lie side by side. Only parts are rewritten that
 * new rows reach, or that have rows of a contribution that was dropped; those are merged anew from
 * all contributions that remain, for nothing is ever subtracted.
 */
final class UpsertMerge {
  /** Of so many ranges each is kept once it is merged, should the rest take too long. */
  private static final int LARGE = 3;

  private final UpsertSizes sizes;
  private final PartReader reader;
  private final KeySpace keys;
  private final Checkpoints checkpoints;
  private final RangeMerge merge;
  private final Optional<Manifest> head;
  private final List<LiveUpload> live;

  /**
   * @param head the snapshot before
   * @param live in upload order
   * @param folder for files of the merge
   * @param place where new parts go
   */
  UpsertMerge(
      Integration.Upsert upsert,
      RowSchema rows,
      FingerprintVersion version,
      UpsertSizes sizes,
      Lake lake,
      PartReader reader,
      PartWriter writer,
      Checkpoints checkpoints,
      Optional<Manifest> head,
      List<LiveUpload> live,
      Path folder,
      SnapshotPlace place) {
    this.sizes = sizes;
    this.reader = reader;
    this.checkpoints = checkpoints;
    this.keys = new KeySpace(upsert, rows);
    this.head = head;
    this.live = live;
    this.merge =
        new RangeMerge(
            upsert,
            rows,
            version,
            keys,
            new Uploads(live),
            lake,
            reader,
            writer,
            sizes,
            folder,
            place);
  }

  Merged merge() throws IOException {
    List<UpsertPlan.Step> steps = plan().steps();
    long partBytes = sizes.partBytes(bytes(steps));
    List<UpsertPlan.Step> pieces = steps.stream().flatMap(this::pieces).toList();
    boolean isLarge =
        pieces.stream().filter(UpsertPlan.Step.Merged.class::isInstance).count() >= LARGE;
    List<Part> parts = new ArrayList<>();
    for (UpsertPlan.Step piece : pieces) {
      if (piece instanceof UpsertPlan.Step.Kept kept) {
        parts.add(kept.part());
      } else if (piece instanceof UpsertPlan.Step.Merged merged) {
        List<Fence> fences = fences(merged);
        parts.addAll(
            isLarge
                ? checkpointed(merged.range(), fences, partBytes)
                : merge.parts(merged.range(), fences, partBytes));
      }
    }
    return new Merged(
        live.stream().map(one -> one.contribution().withObjects(one.objects())).toList(),
        parts,
        null);
  }

  /** What is to be merged in ranges of a good size. */
  private Stream<UpsertPlan.Step> pieces(UpsertPlan.Step step) {
    return step instanceof UpsertPlan.Step.Merged merged
        ? UpsertPlan.cut(merged.range(), fences(merged), sizes.rangeBytes()).stream()
            .map(range -> new UpsertPlan.Step.Merged(range, merged.inputs()))
        : Stream.of(step);
  }

  /** The parts of a range, as an earlier merge may have made them. */
  private List<Part> checkpointed(KeyInterval range, List<Fence> fences, long partBytes)
      throws IOException {
    String key = checkpoints.key(range, fences, partBytes);
    Optional<List<Part>> before = checkpoints.find(key);
    if (before.isPresent()) {
      return before.get();
    }
    List<Part> parts = merge.parts(range, fences, partBytes);
    checkpoints.keep(key, parts);
    return parts;
  }

  private UpsertPlan plan() {
    List<Contribution> before = head.map(Manifest::contributions).orElse(List.of());
    Set<String> dropped = new HashSet<>();
    for (Contribution one : before) {
      if (live.stream().noneMatch(candidate -> candidate.isSameAs(one))) {
        dropped.add(one.upload().id());
      }
    }
    List<SortedPart> all = new ArrayList<>();
    List<SortedPart> added = new ArrayList<>();
    for (LiveUpload one : live) {
      List<SortedPart> inputs = one.objects().stream().map(this::input).toList();
      all.addAll(inputs);
      if (before.stream().noneMatch(one::isSameAs)) {
        added.addAll(inputs);
      }
    }
    // Once all is loaded again, nothing of HEAD is of use, not even its keys.
    List<Part> parts =
        dropped.size() == before.size() ? List.of() : head.map(Manifest::parts).orElse(List.of());
    return new UpsertPlan(parts, dropped, all, added, this::input, keys);
  }

  private SortedPart input(Part part) {
    return new SortedPart(part, keys, reader);
  }

  private static long bytes(List<UpsertPlan.Step> steps) {
    long bytes = 0;
    for (UpsertPlan.Step step : steps) {
      if (step instanceof UpsertPlan.Step.Kept kept) {
        bytes += kept.part().bytes();
      } else if (step instanceof UpsertPlan.Step.Merged merged) {
        bytes += fences(merged).stream().mapToLong(fence -> fence.group().bytes()).sum();
      }
    }
    return bytes;
  }

  private static List<Fence> fences(UpsertPlan.Step.Merged merged) {
    return merged.inputs().stream()
        .flatMap(input -> input.fences(merged.range()).stream())
        .toList();
  }
}
