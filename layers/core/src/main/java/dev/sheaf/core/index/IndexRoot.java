package dev.sheaf.core.index;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup reads first: the columns of the rows, and where the pages of each indexed column are.
 *
 * @param parts how many the snapshot has
 * @param bytes of all parts
 */
public record IndexRoot(RowSchema schema, int parts, long bytes, List<IndexedColumn> columns) {

  /** The pages of one column, in the order of their least values. */
  public record IndexedColumn(String name, ColumnType type, List<PageReference> pages) {
    public IndexedColumn {
      pages = List.copyOf(pages);
    }
  }

  /**
   * A page, perhaps one that an earlier snapshot wrote.
   *
   * @param name of its item
   * @param digest of its text
   * @param lo least value in it; null: it may hold any
   * @param hi greatest value in it; null: not known
   */
  public record PageReference(
      String name, String digest, int entries, @Nullable String lo, @Nullable String hi) {
    KeyBounds bounds() {
      return new KeyBounds(lo, hi);
    }
  }

  public IndexRoot {
    columns = List.copyOf(columns);
  }

  /** A column by its name, compared without case. */
  public Optional<IndexedColumn> column(String name) {
    return columns.stream()
        .filter(column -> Column.fold(column.name()).equals(Column.fold(name)))
        .findFirst();
  }
}
