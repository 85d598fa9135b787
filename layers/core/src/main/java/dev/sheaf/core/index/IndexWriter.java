package dev.sheaf.core.index;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexRoot.IndexedColumn;
import dev.sheaf.core.index.IndexRoot.PageReference;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.zone.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the index of a snapshot before it is committed. Nothing refers to it until then: if the commit
 * loses its race, its items are left over, and {@link IndexOrphans} removes them.
 */
public final class IndexWriter {
  /** Of a page's text; enough that no two pages of a dataset are confused. */
  private static final int DIGEST_DIGITS = 32;

  private final IndexTable table;
  private final SnapshotTable snapshots;

  public IndexWriter(IndexTable table, SnapshotTable snapshots) {
    this.table = table;
    this.snapshots = snapshots;
  }

  /**
   * Writes the pages that the snapshot before does not have already, and the root. Nothing is written where
   * nothing is indexed, or where the root would be too large for an item: then the manifest answers.
   */
  public void write(Definition definition, Manifest manifest, String manifestKey) {
    write(definition, manifest, Optional.of(manifest.parent()), manifestKey);
  }

  /**
   * As {@link #write(Definition, Manifest, String)}.
   *
   * @param before the version whose pages may be used again; empty: of none, as what there was is
   *     dropped
   */
  public void write(
      Definition definition, Manifest manifest, Optional<Integer> before, String manifestKey) {
    List<RowSchema.Field> fields = indexed(definition, manifest.schema());
    if (fields.isEmpty()) {
      return;
    }
    String snapshot = LakeKeys.snapshotName(manifestKey);
    Map<String, PageReference> reusable =
        before
            .flatMap(version -> snapshots.snapshot(manifest.dataset(), version))
            .map(this::pages)
            .orElse(Map.of());
    List<IndexedColumn> columns = new ArrayList<>();
    for (RowSchema.Field field : fields) {
      columns.add(column(manifest, field, columns.size(), snapshot, reusable));
    }
    String root =
        Json.write(
            new IndexRoot(manifest.schema(), manifest.parts().size(), manifest.bytes(), columns));
    if (root.getBytes(StandardCharsets.UTF_8).length <= IndexTable.MAX_ITEM_BYTES) {
      table.putItem(manifest.dataset(), IndexNames.root(snapshot), root);
    }
  }

  /** The columns of a key first, then those that the definition names, as far as rows have them. */
  static List<RowSchema.Field> indexed(Definition definition, RowSchema schema) {
    return definition.lookUpColumns().stream()
        .flatMap(name -> schema.find(name).stream())
        .filter(field -> field.type().kind() != ColumnType.Kind.JSON)
        .toList();
  }

  private IndexedColumn column(
      Manifest manifest,
      RowSchema.Field field,
      int number,
      String snapshot,
      Map<String, PageReference> reusable) {
    List<PageReference> pages = new ArrayList<>();
    for (List<IndexEntry> page :
        IndexPages.cut(IndexEntry.of(manifest.parts(), field.name(), field.type()))) {
      String text = IndexPages.encode(page);
      String digest = Digest.of(text).hex(DIGEST_DIGITS);
      PageReference same = reusable.get(digest);
      if (same == null) {
        String name = IndexNames.page(snapshot, number, pages.size());
        table.putItem(manifest.dataset(), name, text);
        same = reference(name, digest, page, field.type());
      }
      pages.add(same);
    }
    return new IndexedColumn(field.name(), field.type(), pages);
  }

  private static PageReference reference(
      String name, String digest, List<IndexEntry> page, ColumnType type) {
    Comparator<String> order = Zone.order(type);
    KeyBounds bounds =
        page.stream()
            .map(IndexEntry::bounds)
            .reduce((left, right) -> left.merge(right, order))
            .orElseThrow();
    return new PageReference(name, digest, page.size(), bounds.lo(), bounds.hi());
  }

  /** The pages of a snapshot by their digests. */
  private Map<String, PageReference> pages(SnapshotRecord snapshot) {
    Map<String, PageReference> pages = new HashMap<>();
    new IndexReader(table)
        .root(snapshot)
        .ifPresent(
            root ->
                root.columns()
                    .forEach(
                        column -> column.pages().forEach(page -> pages.put(page.digest(), page))));
    return pages;
  }
}
