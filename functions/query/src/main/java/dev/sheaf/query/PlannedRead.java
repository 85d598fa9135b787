package dev.sheaf.query;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.PartPruning;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.engine.QueryTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is read of one snapshot.
 *
 * @param parts those that may hold a wanted row
 */
record PlannedRead(Manifest manifest, List<Part> parts) {

  static PlannedRead of(Manifest manifest, List<Predicate> predicates) {
    return new PlannedRead(
        manifest, new PartPruning(manifest.schema()).prune(manifest.parts(), predicates));
  }

  long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  int prunedParts() {
    return manifest.parts().size() - parts.size();
  }

  /** Fetches the parts into the folder. */
  QueryTable fetch(PartFetcher fetcher, Path folder) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Path file = folder.resolve("%s-%06d.parquet".formatted(manifest.dataset(), i));
      fetcher.fetch(parts.get(i), file);
      files.add(file);
    }
    return new QueryTable(manifest.dataset(), manifest.schema(), files);
  }
}
