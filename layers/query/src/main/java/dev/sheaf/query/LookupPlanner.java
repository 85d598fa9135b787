package dev.sheaf.query;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexReader;
import dev.sheaf.core.index.IndexRoot;
import dev.sheaf.core.index.IndexRoot.IndexedColumn;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.engine.duckdb.QueryException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts that may hold a key: by the index, or by the manifest where the column is not indexed,
 * which is one call and all of the manifest more.
 */
final class LookupPlanner {
  private final SnapshotFinder finder;
  private final IndexReader index;

  LookupPlanner(SnapshotFinder finder, IndexReader index) {
    this.finder = finder;
    this.index = index;
  }

  /**
   * @throws QueryException if there is no such column, or the key is none of its values
   */
  LookupPlan plan(SnapshotRecord snapshot, LookupRequest request) {
    Optional<IndexRoot> root = index.root(snapshot);
    Optional<IndexedColumn> indexed = root.flatMap(found -> column(found, request.column()));
    return indexed.isPresent()
        ? byIndex(snapshot, request, root.get(), indexed.get())
        : byManifest(finder.read(snapshot), request);
  }

  private static Optional<IndexedColumn> column(IndexRoot root, @Nullable String name) {
    return name == null ? root.columns().stream().findFirst() : root.column(name);
  }

  private LookupPlan byIndex(
      SnapshotRecord snapshot, LookupRequest request, IndexRoot root, IndexedColumn column) {
    RowSchema.Field field = root.schema().find(column.name()).orElseThrow();
    String key = key(request, field);
    return new LookupPlan(
        root.schema(),
        field,
        key,
        index.candidates(snapshot.dataset(), column, key),
        root.parts(),
        0);
  }

  private static LookupPlan byManifest(Manifest manifest, LookupRequest request) {
    String column = request.column();
    if (column == null) {
      throw new QueryException(
          "dataset '%s' is not indexed; say which column is meant, or name some under 'index' in its definition"
              .formatted(request.dataset()));
    }
    RowSchema.Field field =
        manifest.schema().find(column).orElseThrow(() -> unknown(manifest, request));
    String key = key(request, field);
    return new LookupPlan(
        manifest.schema(),
        field,
        key,
        IndexReader.candidates(manifest, field, key),
        manifest.parts().size(),
        1);
  }

  private static QueryException unknown(Manifest manifest, LookupRequest request) {
    List<String> names = manifest.schema().fields().stream().map(RowSchema.Field::name).toList();
    return new QueryException(
        "dataset '%s' has no column '%s'; %s"
            .formatted(
                request.dataset(),
                request.column(),
                CloseNames.hint(String.valueOf(request.column()), names)));
  }

  private static String key(LookupRequest request, RowSchema.Field field) {
    return ValueText.canonical(field.type(), request.key())
        .orElseThrow(
            () ->
                new QueryException(
                    "'%s' is no %s, which column '%s' holds"
                        .formatted(request.key(), field.type(), field.name())));
  }
}
