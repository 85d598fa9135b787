package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ids of a dataset's columns, by which readers of parts know a column whatever it is called. They
 * are given in the order in which definitions bring columns, and no id is ever given to a second
 * column: a column that was dropped and comes back, or comes back with another type, is a new one.
 *
 * @param columns of the parts, by the form in which names {@linkplain Column#fold compare}
 * @param next the id that the next new column gets
 */
public record FieldIds(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Integer> columns,
    int next) {

  /** The id of a dataset's first column. */
  public static final int FIRST = 1;

  public FieldIds {
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    Set<Integer> taken = new HashSet<>();
    for (Map.Entry<String, Integer> column : columns.entrySet()) {
      int id = column.getValue();
      if (id < FIRST || id >= next || !taken.add(id)) {
        throw new IllegalArgumentException(
            "column '%s' has id %d, where ids are different numbers from %d to %d"
                .formatted(column.getKey(), id, FIRST, next - 1));
      }
    }
  }

  /** Columns of a schema with their ids. */
  record Known(RowSchema schema, FieldIds ids) {

    /** The ids of a definition's columns; those that it would get where it has none. */
    static Known of(Definition definition) {
      RowSchema schema = RowSchema.of(definition);
      FieldIds ids = definition.fieldIds();
      return new Known(schema, ids == null ? first(schema) : ids);
    }

    /** Of the column that has this name and type. */
    Optional<Integer> idOf(String name, ColumnType type) {
      return schema
          .find(name)
          .filter(known -> known.type().equals(type))
          .map(known -> ids.of(name));
    }
  }

  /** The ids of a dataset's first columns. */
  static FieldIds first(RowSchema schema) {
    return new Allotment(schema, List.of()).ids();
  }

  /**
   * The id of a column.
   *
   * @throws IllegalStateException if it has none
   */
  int of(String name) {
    Integer id = columns.get(Column.fold(name));
    if (id == null) {
      throw new IllegalStateException("column '%s' has no id".formatted(name));
    }
    return id;
  }

  /** The columns with their ids. */
  RowSchema identified(RowSchema schema) {
    return new RowSchema(
        schema.fields().stream()
            .map(field -> new RowSchema.Field(field.name(), field.type(), of(field.name())))
            .toList());
  }

  /** Columns that have another id elsewhere, by their names there; they are others. */
  List<String> othersIn(FieldIds elsewhere) {
    return columns.entrySet().stream()
        .filter(
            column ->
                !elsewhere
                    .columns
                    .getOrDefault(column.getKey(), column.getValue())
                    .equals(column.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
