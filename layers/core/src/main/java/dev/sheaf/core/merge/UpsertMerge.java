package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.engine.PartReader;
import dev.sheaf.core.engine.PartWriter;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One upsert: one row per key, in parts of keys that lie side by side. Only parts are rewritten that
 * new rows reach, or that have rows of a contribution that was dropped; those are merged anew from
 * all contributions that remain, for nothing is ever subtracted.
 */
final class UpsertMerge {
  private final UpsertSizes sizes;
  private final PartReader reader;
  private final KeySpace keys;
  private final RangeMerge merge;
  private final Optional<Manifest> head;
  private final List<Live> live;

  /**
   * @param head the snapshot before
   * @param live in upload order
   * @param folder for files of the merge
   * @param place what the keys of new parts begin with
   */
  UpsertMerge(
      Integration.Upsert upsert,
      RowSchema rows,
      UpsertSizes sizes,
      LakeFiles lake,
      PartReader reader,
      PartWriter writer,
      Optional<Manifest> head,
      List<Live> live,
      Path folder,
      String place) {
    this.sizes = sizes;
    this.reader = reader;
    this.keys = new KeySpace(upsert, rows);
    this.head = head;
    this.live = live;
    this.merge =
        new RangeMerge(
            upsert, rows, keys, new Uploads(live), lake, reader, writer, sizes, folder, place);
  }

  Merged merge() throws IOException {
    List<UpsertPlan.Step> steps = plan().steps();
    long partBytes = sizes.partBytes(bytes(steps));
    List<Part> parts = new ArrayList<>();
    for (UpsertPlan.Step step : steps) {
      if (step instanceof UpsertPlan.Step.Kept kept) {
        parts.add(kept.part());
      } else if (step instanceof UpsertPlan.Step.Merged merged) {
        List<Fence> fences = fences(merged.inputs(), merged.range());
        for (Range range : UpsertPlan.cut(merged.range(), fences, sizes.rangeBytes())) {
          parts.addAll(merge.parts(range, within(fences, range), partBytes));
        }
      }
    }
    return new Merged(
        live.stream().map(one -> one.contribution().withObjects(one.objects())).toList(),
        parts,
        null);
  }

  private UpsertPlan plan() {
    List<Contribution> before = head.map(Manifest::contributions).orElse(List.of());
    Set<String> dropped = new HashSet<>();
    for (Contribution one : before) {
      if (live.stream().noneMatch(candidate -> candidate.isSameAs(one))) {
        dropped.add(one.upload().id());
      }
    }
    List<Input> all = new ArrayList<>();
    List<Input> added = new ArrayList<>();
    for (Live one : live) {
      List<Input> inputs = one.objects().stream().map(this::input).toList();
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

  private Input input(Part part) {
    return new Input(part, keys, reader);
  }

  private static long bytes(List<UpsertPlan.Step> steps) {
    long bytes = 0;
    for (UpsertPlan.Step step : steps) {
      if (step instanceof UpsertPlan.Step.Kept kept) {
        bytes += kept.part().bytes();
      } else if (step instanceof UpsertPlan.Step.Merged merged) {
        bytes +=
            fences(merged.inputs(), merged.range()).stream()
                .mapToLong(fence -> fence.group().bytes())
                .sum();
      }
    }
    return bytes;
  }

  private static List<Fence> fences(List<Input> inputs, Range range) {
    return inputs.stream().flatMap(input -> input.fences(range).stream()).toList();
  }

  private static List<Fence> within(List<Fence> fences, Range range) {
    return fences.stream().filter(fence -> fence.mayReach(range)).toList();
  }
}
