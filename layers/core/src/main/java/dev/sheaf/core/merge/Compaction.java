package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.snapshot.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a snapshot are to be merged: runs of neighbours that together make one part, and of
 * which the largest has at most half of the bytes. So the part that a row is in at least doubles
 * whenever the row is written again, which bounds how often that is, as in size-tiered compaction
 * (Cassandra, HBase). A part that is larger than all its neighbours together is left alone, and what
 * lies before and behind it is looked at apart.
 */
public final class Compaction {
  private final CompactionSizes sizes;
  private final List<List<Part>> groups = new ArrayList<>();
  private long bytes;
  private int parts;

  private Compaction(CompactionSizes sizes) {
    this.sizes = sizes;
  }

  /**
   * The groups to be merged at once, each at least two parts that are side by side. None where every
   * commit merges rows, for it makes parts of a good size.
   *
   * @param parts in the order of the rows
   * @return none once there is nothing to be gained
   */
  public static List<List<Part>> groups(
      Integration integration, List<Part> parts, CompactionSizes sizes) {
    return integration.mergesRows() ? List.of() : groups(parts, sizes);
  }

  static List<List<Part>> groups(List<Part> parts, CompactionSizes sizes) {
    Compaction compaction = new Compaction(sizes);
    for (int from = 0; from < parts.size(); ) {
      int to = compaction.end(parts, from);
      compaction.choose(parts.subList(from, to));
      from = to;
    }
    return compaction.groups;
  }

  /** So many make one part; at least one. */
  private int end(List<Part> all, int from) {
    int to = from + 1;
    long together = all.get(from).bytes();
    while (to < all.size()
        && to - from < sizes.partsAtOnce()
        && together + all.get(to).bytes() <= sizes.partBytes()) {
      together += all.get(to++).bytes();
    }
    return to;
  }

  private void choose(List<Part> neighbours) {
    if (neighbours.size() < 2) {
      return;
    }
    long together = neighbours.stream().mapToLong(Part::bytes).sum();
    int largest = largest(neighbours);
    if (2 * neighbours.get(largest).bytes() <= together) {
      take(neighbours, together);
    } else {
      choose(neighbours.subList(0, largest));
      choose(neighbours.subList(largest + 1, neighbours.size()));
    }
  }

  private static int largest(List<Part> parts) {
    int largest = 0;
    for (int part = 1; part < parts.size(); part++) {
      if (parts.get(part).bytes() > parts.get(largest).bytes()) {
        largest = part;
      }
    }
    return largest;
  }

  private void take(List<Part> group, long together) {
    if (bytes + together <= sizes.bytesAtOnce() && parts + group.size() <= sizes.partsAtOnce()
        || groups.isEmpty()) {
      groups.add(List.copyOf(group));
      bytes += together;
      parts += group.size();
    }
  }
}
