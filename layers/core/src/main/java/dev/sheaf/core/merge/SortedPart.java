package dev.sheaf.core.merge;

import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.snapshot.Part;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object with rows in the order of their keys. What it has is found out once it is asked for. */
final class SortedPart {
  private final Part part;
  private final KeySpace keys;
  private final PartReader reader;
  private PartReader.@Nullable Sliced sliced;
  private @Nullable List<Fence> fences;

  SortedPart(Part part, KeySpace keys, PartReader reader) {
    this.part = part;
    this.keys = keys;
    this.reader = reader;
  }

  /** The row groups that may have keys of the range. */
  List<Fence> fences(KeyInterval range) {
    return isNear(range)
        ? fences().stream().filter(fence -> fence.mayReach(range)).toList()
        : List.of();
  }

  /** Whether there are such row groups. */
  boolean mayReach(KeyInterval range) {
    return isNear(range) && fences().stream().anyMatch(fence -> fence.mayReach(range));
  }

  private boolean isNear(KeyInterval range) {
    return range.mayMeet(keys.floor(part.zones()), keys.ceiling(part.zones()));
  }

  /** Of the object, which never changes. */
  String key() {
    return part.key();
  }

  void copy(List<Integer> ordinals, Path file) {
    sliced().copy(ordinals, file);
  }

  private List<Fence> fences() {
    if (fences == null) {
      fences =
          sliced().rowGroups().stream()
              .map(
                  group ->
                      new Fence(
                          this, group, keys.floor(group.zones()), keys.ceiling(group.zones())))
              .toList();
    }
    return fences;
  }

  private PartReader.Sliced sliced() {
    if (sliced == null) {
      sliced = reader.open(part, keys.rows());
    }
    return sliced;
  }
}
