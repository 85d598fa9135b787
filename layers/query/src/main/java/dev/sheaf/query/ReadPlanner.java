package dev.sheaf.query;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.PartPruning;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.snapshot.Snapshot;
import dev.sheaf.engine.parquet.PartFooter;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out what a query must read of a snapshot: parts by its pages first, then row groups by the
 * footers of the larger ones that are left.
 */
final class ReadPlanner {
  /** Of a smaller part, all is fetched in the time that its footer would take. */
  private static final long MIN_SLICED_BYTES = 1 << 20;

  private final PartFetcher fetcher;

  ReadPlanner(PartFetcher fetcher) {
    this.fetcher = fetcher;
  }

  PlannedRead plan(Snapshot snapshot, List<Predicate> predicates) {
    List<PlannedPart> parts = new ArrayList<>();
    for (Part part : snapshot.parts(predicates)) {
      parts.add(
          predicates.isEmpty() || part.bytes() < MIN_SLICED_BYTES
              ? PlannedPart.whole(part)
              : sliced(part, snapshot.schema(), predicates));
    }
    return new PlannedRead(snapshot, parts, 0);
  }

  private PlannedPart sliced(Part part, RowSchema schema, List<Predicate> predicates) {
    PartFooter footer = fetcher.footer(part);
    List<RowGroup> rowGroups =
        new PartPruning(schema).pruneRowGroups(footer.rowGroups(schema), predicates);
    return new PlannedPart(part, footer, rowGroups);
  }
}
