package dev.sheaf.core.index;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexRoot.IndexedColumn;
import dev.sheaf.core.index.IndexRoot.PageReference;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the parts that may hold a key. */
public final class IndexReader {
  private final IndexTable table;

  public IndexReader(IndexTable table) {
    this.table = table;
  }

  /** The root of a snapshot's index, if it has one. */
  public Optional<IndexRoot> root(SnapshotRecord snapshot) {
    return table
        .item(snapshot.dataset(), IndexNames.root(snapshot))
        .map(text -> Json.read(text, IndexRoot.class));
  }

  /**
   * The parts that may hold a key, by the pages that may.
   *
   * @param key canonical text of the column's type
   * @throws IllegalStateException if a page is missing: the snapshot has expired meanwhile, or the
   *     table is damaged
   */
  public List<IndexEntry> candidates(String dataset, IndexedColumn column, String key) {
    List<IndexEntry> candidates = new ArrayList<>();
    for (PageReference page : column.pages()) {
      if (page.bounds().mayHold(column.type(), key)) {
        candidates.addAll(holding(page(dataset, page), column.type(), key));
      }
    }
    return candidates;
  }

  /** The same by the manifest, for a snapshot without an index, or a column that has none. */
  public static List<IndexEntry> candidates(Manifest manifest, RowSchema.Field column, String key) {
    return holding(
        IndexEntry.of(manifest.parts(), column.name(), column.type()), column.type(), key);
  }

  private static List<IndexEntry> holding(List<IndexEntry> entries, ColumnType type, String key) {
    return entries.stream().filter(entry -> entry.bounds().mayHold(type, key)).toList();
  }

  private List<IndexEntry> page(String dataset, PageReference page) {
    return table
        .item(dataset, page.name())
        .map(IndexPages::decode)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "page %s of the index of %s is missing; has its snapshot expired?"
                        .formatted(page.name(), dataset)));
  }
}
