package dev.sheaf.core.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives the columns of a definition their ids: those that they have already, or new ones. */
final class Allotment {
  private final RowSchema schema;
  private final Map<String, Integer> columns = new TreeMap<>();
  private final Set<Integer> taken = new HashSet<>();
  private int next = FieldIds.FIRST;

  /**
   * @param known whose ids are given to no other column
   */
  Allotment(RowSchema schema, List<FieldIds.Known> known) {
    this.schema = schema;
    known.forEach(one -> next = Math.max(next, one.ids().next()));
  }

  /**
   * The ids of a definition that follows another one.
   *
   * <p>A column that is renamed has the id of the one that had its former name. Else it has the id that
   * it has by its name and type in the definition before. Only where the rows do not know that id, but
   * have a column of this name and type, it is theirs, so that what has not reached the rows can be
   * taken back.
   *
   * @param renames former names of columns that are renamed, folded, by their folded names
   * @param before columns of the definition before
   * @param rows columns of the rows that there are; null: none have ids
   */
  static FieldIds following(
      RowSchema schema,
      Map<String, String> renames,
      FieldIds.Known before,
      FieldIds.@Nullable Known rows) {
    Allotment allotment =
        new Allotment(schema, rows == null ? List.of(before) : List.of(before, rows));
    Map<String, Integer> unknownToRows = new HashMap<>();
    for (RowSchema.Field field : schema.fields()) {
      String name = Column.fold(field.name());
      String former = renames.get(name);
      Optional<Integer> id = before.idOf(former == null ? name : former, field.type());
      boolean known =
          rows == null
              || id.filter(rows.ids().columns()::containsValue).isPresent()
              || rows.idOf(name, field.type()).isEmpty();
      if (former != null || known) {
        id.ifPresent(own -> allotment.take(name, own));
      } else {
        id.ifPresent(own -> unknownToRows.put(name, own));
      }
    }
    if (rows != null) {
      for (RowSchema.Field field : schema.fields()) {
        rows.idOf(field.name(), field.type())
            .ifPresent(id -> allotment.take(Column.fold(field.name()), id));
      }
    }
    unknownToRows.forEach(allotment::take);
    return allotment.ids();
  }

  /** The column has this id, unless it has one or another column has this one. */
  private void take(String name, int id) {
    if (!columns.containsKey(name) && taken.add(id)) {
      columns.put(name, id);
    }
  }

  /** All columns with their ids: new ones where there are none yet. */
  FieldIds ids() {
    for (RowSchema.Field field : schema.fields()) {
      String name = Column.fold(field.name());
      if (!columns.containsKey(name)) {
        columns.put(name, next++);
      }
    }
    return new FieldIds(columns, next);
  }
}
