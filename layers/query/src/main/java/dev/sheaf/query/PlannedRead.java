package dev.sheaf.query;

import dev.sheaf.core.snapshot.Snapshot;
import dev.sheaf.engine.duckdb.QueryTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is read of one snapshot.
 *
 * @param counted rows of which nothing matters but how many they are; then there are no parts
 * @param parts those that may hold a wanted row by what the snapshot says of them
 */
record PlannedRead(Snapshot snapshot, List<PlannedPart> parts, long counted) {

  PlannedRead {
    parts = List.copyOf(parts);
  }

  /** All of a snapshot. */
  static PlannedRead whole(Snapshot snapshot) {
    return new PlannedRead(
        snapshot, snapshot.parts(List.of()).stream().map(PlannedPart::whole).toList(), 0);
  }

  /** Nothing of a snapshot but how many rows it has, which its root says. */
  static PlannedRead counted(Snapshot snapshot) {
    return new PlannedRead(snapshot, List.of(), snapshot.rows());
  }

  /** What is still to be fetched. */
  long bytes() {
    return parts.stream().mapToLong(PlannedPart::bytes).sum();
  }

  /** How much, with what it took to plan it. */
  QueryAnswer.Reading reading() {
    int read = (int) parts.stream().filter(part -> part.bytes() > 0).count();
    return new QueryAnswer.Reading(
        read,
        snapshot.partCount() - read,
        parts.stream().mapToInt(PlannedPart::prunedRowGroups).sum(),
        bytes() + parts.stream().mapToLong(PlannedPart::footerBytes).sum());
  }

  /** Fetches the parts into the folder, or those row groups of them that are wanted. */
  QueryTable fetch(PartFetcher fetcher, Path folder) {
    List<Path> files = new ArrayList<>();
    for (PlannedPart part : parts) {
      if (part.bytes() > 0) {
        Path file = folder.resolve("%s-%06d.parquet".formatted(snapshot.dataset(), files.size()));
        fetcher.fetch(part, file);
        files.add(file);
      }
    }
    return new QueryTable(snapshot.dataset(), snapshot.schema(), files, counted);
  }
}
