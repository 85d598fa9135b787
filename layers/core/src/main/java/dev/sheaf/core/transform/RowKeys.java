package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import java.util.List;
import java.util.function.Consumer;

/** Keeps apart rows that have a NULL in their key. */
final class RowKeys {
  private final RowSchema schema;
  private final int[] key;
  private final RowBatch all;

  /**
   * @param key names of columns of the schema; may be none
   */
  RowKeys(RowSchema schema, List<String> key) {
    List<String> names = schema.fields().stream().map(field -> Column.fold(field.name())).toList();
    this.schema = schema;
    this.key = key.stream().mapToInt(name -> names.indexOf(Column.fold(name))).toArray();
    this.all = new RowBatch(schema);
  }

  /** Is told of rows that have no key. */
  interface Found {
    /**
     * @param offset of the row's record
     * @param column the first one of the key that is NULL
     */
    void accept(long offset, String column);
  }

  /**
   * Takes over what a source gives.
   *
   * @param source fills an empty batch
   * @param target empty; gets the rows that have a key
   */
  void apply(Consumer<RowBatch> source, RowBatch target, Found withoutKey) {
    if (key.length == 0) {
      source.accept(target);
      return;
    }
    all.clear();
    source.accept(all);
    for (int row = 0; row < all.rows(); row++) {
      int missing = missing(row);
      if (missing < 0) {
        target.copyRow(all, row);
        target.commitRow(all.offset(row));
      } else {
        withoutKey.accept(all.offset(row), schema.fields().get(missing).name());
      }
    }
  }

  private int missing(int row) {
    for (int column : key) {
      if (all.column(column).isNull(row)) {
        return column;
      }
    }
    return -1;
  }
}
