package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.engine.parquet.ParquetSlices;
import dev.sheaf.engine.parquet.PartFooter;
import dev.sheaf.engine.parquet.PartObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/** Reads parts that {@link DuckDbPartWriter} wrote: row groups by range, rows by DuckDB. */
public final class DuckDbPartReader implements PartReader {
  private final Lake lake;
  private final EngineLimits limits;
  private final Path scratch;

  /**
   * @param limits of each sort; one thread
   * @param scratch an existing folder for what does not fit in memory
   */
  public DuckDbPartReader(Lake lake, EngineLimits limits, Path scratch) {
    this.lake = lake;
    this.limits = limits;
    this.scratch = scratch;
  }

  @Override
  public Sliced open(Part part, RowSchema visible) {
    ObjectVersion object = lake.object(part.key());
    try (ObjectReader reader = lake.store().open(object)) {
      PartObject described =
          new PartObject(lake.uri(part.key()), object.sizeBytes(), part.footer());
      PartFooter footer = ParquetSlices.footer(reader, described);
      return new Slices(object, footer, footer.rowGroups(visible));
    }
  }

  /** What is kept of a part that is open. */
  private final class Slices implements Sliced {
    private final ObjectVersion object;
    private final PartFooter footer;
    private final List<RowGroup> rowGroups;

    Slices(ObjectVersion object, PartFooter footer, List<RowGroup> rowGroups) {
      this.object = object;
      this.footer = footer;
      this.rowGroups = rowGroups;
    }

    @Override
    public List<RowGroup> rowGroups() {
      return rowGroups;
    }

    @Override
    public void copy(List<Integer> ordinals, Path file) {
      try (ObjectReader reader = lake.store().open(object)) {
        ParquetSlices.copy(reader, footer, ordinals, file);
      }
    }
  }

  @Override
  public boolean hasIds(Path file) {
    try (LockedDuckDb duckDb = open(List.of(file))) {
      return "0"
          .equals(
              duckDb.queryText(
                  "SELECT count(*) FROM parquet_schema(%s) WHERE type IS NOT NULL AND field_id IS NULL"
                      .formatted(SqlText.list(List.of(file)))));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the columns of " + file, e);
    }
  }

  @Override
  public OpenRows sorted(List<Path> files, RowSchema visible, KeyRange range) {
    return PartFileRows.sorted(open(files), scratch, files, visible, range);
  }

  @Override
  public OpenRows inOrder(List<Path> files, RowSchema visible) {
    return PartFileRows.inOrder(open(files), scratch, files, visible);
  }

  private LockedDuckDb open(List<Path> files) {
    TreeSet<Path> folders = new TreeSet<>();
    files.forEach(file -> folders.add(file.toAbsolutePath().getParent()));
    return LockedDuckDb.open(limits, scratch, folders);
  }
}
