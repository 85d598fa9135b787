package dev.sheaf.engine.sql;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.PartPruning;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.SqlText;
import dev.sheaf.engine.parquet.BloomFilters;
import dev.sheaf.engine.parquet.DamagedParquetException;
import dev.sheaf.engine.parquet.Fetched;
import dev.sheaf.engine.parquet.ParquetSlices;
import dev.sheaf.engine.parquet.PartFooter;
import dev.sheaf.engine.parquet.PartObject;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches those row groups of a part that may hold a key: by their statistics first, then by their
 * Bloom filters where they have some.
 */
public final class KeySlice {
  private final RowSchema schema;
  private final RowSchema.Field column;
  private final String key;

  /**
   * @param column one of the schema
   * @param key canonical text
   */
  public KeySlice(RowSchema schema, RowSchema.Field column, String key) {
    this.schema = schema;
    this.column = column;
    this.key = key;
  }

  /**
   * What was fetched of a part.
   *
   * @param rowGroups how many; none: there is no file
   * @param total row groups that the part has
   */
  public record Slice(int rowGroups, int total, Fetched fetched) {}

  /**
   * Reads the footer, filters, and what is left.
   *
   * @param target a new file, written if a row group may hold the key
   * @throws DamagedParquetException if the object is no part, or not what was written
   */
  public Slice fetch(ObjectReader object, PartObject part, Path target) {
    PartFooter footer = ParquetSlices.footer(object, part);
    List<RowGroup> groups =
        new PartPruning(schema).pruneRowGroups(footer.rowGroups(schema), List.of(predicate()));
    BloomFilters filters = new BloomFilters(object, footer);
    List<Integer> holding =
        filters.holding(groups, column, key).stream().map(RowGroup::ordinal).toList();
    Fetched fetched = footer.fetched().plus(filters.fetched());
    return new Slice(
        holding.size(),
        footer.rowGroups().size(),
        holding.isEmpty()
            ? fetched
            : fetched.plus(ParquetSlices.copy(object, footer, holding, target)));
  }

  /** The query for the rows that have the key, on a table of slices. */
  public SelectStatement select(LockedDuckDb duckDb, String table) {
    return SelectStatement.parse(
        duckDb,
        "SELECT * FROM %s WHERE %s = CAST(%s AS %s)"
            .formatted(
                SqlText.name(table),
                SqlText.name(column.name()),
                SqlText.literal(key),
                SqlText.type(column.type())));
  }

  /** In SQL a time has no zone. */
  private Predicate predicate() {
    boolean isTime = column.type().kind() == ColumnType.Kind.TIMESTAMP;
    String constant = isTime ? key.substring(0, key.length() - 1) : key;
    return new Predicate(
        column.name(),
        Predicate.Operator.EQUAL,
        List.of(new Predicate.Constant(Predicate.Constant.Kind.TEXT, constant)));
  }
}
