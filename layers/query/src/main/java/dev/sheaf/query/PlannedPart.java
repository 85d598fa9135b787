package dev.sheaf.query;

import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.engine.parquet.PartFooter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a part.
 *
 * @param footer null: the part is read whole, and nobody has looked at its row groups
 * @param rowGroups those of the footer that may hold a wanted row
 */
record PlannedPart(Part part, @Nullable PartFooter footer, List<RowGroup> rowGroups) {

  PlannedPart {
    rowGroups = List.copyOf(rowGroups);
  }

  static PlannedPart whole(Part part) {
    return new PlannedPart(part, null, List.of());
  }

  /** What is still to be fetched. */
  long bytes() {
    return isWhole() ? part.bytes() : rowGroups.stream().mapToLong(RowGroup::bytes).sum();
  }

  /** What was fetched to find that out. */
  long footerBytes() {
    return footer == null ? 0 : footer.fetched().bytes();
  }

  boolean isWhole() {
    return footer == null || rowGroups.size() == footer.rowGroups().size();
  }

  int prunedRowGroups() {
    return footer == null ? 0 : footer.rowGroups().size() - rowGroups.size();
  }
}
